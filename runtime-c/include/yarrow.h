/* yarrow.h: the C interface of the Yarrow runtime.
 *
 * A host creates a context, loads a module that `yarrow build --lib` compiled, takes what it exports,
 * and calls it.
 *
 * Values. An rt_value is 64 bits and needs no release, but it is only a view: the collector does not
 * see the host's variables. A value stays good until the next call of a function marked [collects];
 * to keep it longer, hold it in a handle. Arguments passed to a function are safe during that call.
 *
 * Threads. A context belongs to one thread at a time: the one that created it. A process may have
 * several contexts; values and handles of one mean nothing in another. rt_wake is for any thread.
 *
 * Errors. Functions that can fail return an rt_status. RT_EXCEPTION means that JavaScript threw: the
 * exception is pending in the context until rt_exception_take or rt_exception_message takes it, or the
 * next call into JavaScript replaces it. RT_NO_MEMORY means that an allocation met the heap's limit: the
 * RangeError that JavaScript gets then is pending likewise. Nothing unwinds or longjmps across the host's frames.
 *
 * Strings go both ways as UTF-8 with an explicit length. Lone surrogates of JavaScript strings arrive
 * as U+FFFD.
 *
 * Output. What JavaScript prints is flushed before a function returns to the host.
 *
 * The event loop. It is the host's to drive. There is no hidden thread, and nothing that waits runs before the host calls
 * rt_run_jobs or rt_poll: neither the rest of an async function nor a timer. A host without a loop of its own calls
 * rt_poll while rt_has_pending. One with a loop puts rt_wakeup_fd among its descriptors, takes rt_next_deadline for the
 * timeout, and calls rt_poll with 0 whenever its sleep has ended. Whoever settles promises or calls JavaScript outside of
 * rt_poll calls rt_run_jobs afterwards. The order is Node's: process.nextTick, jobs of promises, timers, immediates.
 * With YARROW_VIRTUAL_TIME=1 in the environment, time passes in the sleeps of rt_poll alone, which then take none.
 *
 * Finalizers. The collector only notes which host functions have died. Their finalizers run later, with the
 * context in order: at the end of a function marked [collects], and before JavaScript calls a host function.
 * So one runs once, after its function has died, on the context's thread; not in the middle of a collection,
 * not while another finalizer runs, and not while JavaScript runs for long without calling the host. It may
 * call the runtime as a host function may: make values, call functions, hold handles, even collect. It must
 * not free the context. A pending exception is the same before and after it, and its own is dropped.
 *
 * Evaluation. `eval` and `Function` work in a library that was compiled with --eval, or whose source uses them and
 * that was not compiled with --no-eval. It is linked with libyarrow_eval (`pkg-config --libs yarrow-eval`), the
 * runtime with a compiler in it, in place of libyarrow_rt, and so is everything else in that host; with
 * libyarrow_rt the linker misses rt_install_evaluator. From when such a module is loaded on, they work in the whole
 * context. Elsewhere they throw an EvalError. The code of what was evaluated is freed when the process ends, and not
 * with its context.
 *
 * Marks: [collects] may run JavaScript, and so collect garbage and run finalizers, or fail with RT_NO_MEMORY;
 * [allocates] may fail with RT_NO_MEMORY.
 */
#ifndef YARROW_H
#define YARROW_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A runtime with its heap, its global object and its loaded modules. */
typedef struct rt_context rt_context;

/* A compiled module; `yarrow build --lib --header` declares one. Static data, never freed. */
typedef struct rt_module rt_module;

/* Any JavaScript value. */
typedef uint64_t rt_value;

/* Holds a value across collections. 0 is never a handle. */
typedef uint64_t rt_handle;

typedef enum rt_status {
    RT_OK = 0,
    RT_EXCEPTION = 1, /* JavaScript threw; the exception is pending */
    RT_INVALID = 2,   /* an argument is not what the function takes */
    RT_MISSING = 3,   /* no such export, or nothing there */
    RT_NO_MEMORY = 4  /* the heap's limit is reached; a RangeError is pending */
} rt_status;

typedef enum rt_kind {
    RT_KIND_UNDEFINED = 0,
    RT_KIND_NULL = 1,
    RT_KIND_BOOLEAN = 2,
    RT_KIND_NUMBER = 3,
    RT_KIND_STRING = 4,
    RT_KIND_SYMBOL = 5,
    RT_KIND_OBJECT = 6,
    RT_KIND_ARRAY = 7,
    RT_KIND_FUNCTION = 8,
    RT_KIND_GENERATOR = 9,
    RT_KIND_ERROR = 10,
    RT_KIND_BIGINT = 11,
    RT_KIND_PROMISE = 12,
    RT_KIND_ASYNC_GENERATOR = 13
} rt_kind;

/* The kinds of error that rt_throw_message makes. */
typedef enum rt_error_kind {
    RT_ERROR = 0,
    RT_TYPE_ERROR = 1,
    RT_RANGE_ERROR = 2,
    RT_REFERENCE_ERROR = 3,
    RT_SYNTAX_ERROR = 4
} rt_error_kind;

/* How a promise stands. */
typedef enum rt_settlement {
    RT_NO_PROMISE = 0, /* the value is not a promise */
    RT_PENDING = 1,
    RT_FULFILLED = 2,
    RT_REJECTED = 3
} rt_settlement;

/* What a generator or an async iterator answered. */
typedef struct rt_step {
    rt_value value; /* yielded, or returned when done */
    int32_t done;   /* 0 or 1 */
} rt_step;

/* A function of the host that JavaScript calls. `user` is what rt_function_make was given; `arguments`
 * holds `count` values, valid during the call. Store the result in *result (undefined beforehand) and
 * return RT_OK; or make an exception pending with rt_throw_value or rt_throw_message and return
 * RT_EXCEPTION. RT_NO_MEMORY throws the RangeError of the heap's limit; any other number throws an Error that
 * names it. A host function that takes longer returns a promise (rt_promise_new) and settles it later. */
typedef rt_status (*rt_host_function)(rt_context *context, void *user, rt_value this_value, size_t count,
                                      const rt_value *arguments, rt_value *result);

/* Called once after a host function, an observer or a listener has died, or when its context is freed: see Finalizers
 * above. */
typedef void (*rt_finalizer)(void *user);

/* Called when a promise that the host observes has settled: with its value, or with its reason and `rejected` 1.
 * `user` is what rt_promise_then was given. `value` is valid as an argument of a host function is. Return RT_OK. After
 * RT_EXCEPTION with a pending exception, the rt_run_jobs or rt_poll that made the call returns that exception; other
 * numbers mean what they mean of a host function. */
typedef rt_status (*rt_observer)(rt_context *context, void *user, rt_value value, int rejected);

/* Called for a promise that was rejected and that nobody handles. `user` is what rt_on_unhandled_rejection was given. The
 * values are valid as arguments of a host function are. Its status is that of an rt_observer. */
typedef rt_status (*rt_rejection_listener)(rt_context *context, void *user, rt_value promise, rt_value reason);

/* Wakes the loop of one context from any thread. */
typedef struct rt_waker rt_waker;

/* ---- contexts and modules ---------------------------------------------------------------------- */

/* A new context for the calling thread. `heap_limit` is in bytes; 0 takes that of the environment variable
 * YARROW_HEAP_MAX, and without it three quarters of the memory that the machine or the process's control
 * group has. NULL if there is no memory. Free it with rt_context_free. */
rt_context *rt_context_new(size_t heap_limit);

/* Frees the context with everything in it: values, handles, host functions. First the finalizers of all host
 * functions run, dead or alive; they may still use the context, but calling a host function throws, and
 * rt_function_make returns RT_INVALID. NULL is allowed. Not to be called from a host function or a finalizer
 * of the same context. */
void rt_context_free(rt_context *context);

/* Loads a module into the context and runs its top level. Loading it again does nothing, and nor does loading it
 * from a host function that its top level calls; but if its top level has thrown, the module has failed in this
 * context, and each loading returns RT_EXCEPTION with the same exception. RT_INVALID if it was compiled for
 * another version of the runtime.
 *
 * A top level that awaits goes on when the host drives the loop. RT_OK means then that it has begun: exports that it has
 * not reached yet are missing, and if it throws later, that is a rejection that nobody handles. [collects] */
rt_status rt_module_load(rt_context *context, const rt_module *module);

/* The current value of the module's export `name` (NUL-terminated UTF-8; "default" for the default export).
 * RT_MISSING if there is none, or not yet, while the top level runs; RT_INVALID if the module is not loaded or
 * has failed.
 *
 * What an entry file exports depends on what it is. An ES module: its exports, and what it exports of others; of
 * a CommonJS file by `export *` or by name those that Node finds in its source too. A CommonJS file: "default" is
 * its `module.exports`, and every own enumerable property of that with a string as key is an export; both once
 * its top level has run. A script: nothing.
 *
 * [collects] if the name is not one of an ES module's and not "default": the property may be a getter, or
 * `module.exports` a Proxy. */
rt_status rt_module_export(rt_context *context, const rt_module *module, const char *name, rt_value *result);

/* ---- making values ------------------------------------------------------------------------------ */

rt_value rt_undefined(void);
rt_value rt_null(void);
rt_value rt_boolean(int value);
rt_value rt_number(double value);

/* A string of `length` bytes of UTF-8, copied; ill-formed sequences become U+FFFD. [allocates] */
rt_status rt_string_make(rt_context *context, const char *utf8, size_t length, rt_value *result);

/* An empty object. [allocates] */
rt_status rt_object_make(rt_context *context, rt_value *result);

/* An array of `count` elements, copied. [allocates] */
rt_status rt_array_make(rt_context *context, const rt_value *elements, size_t count, rt_value *result);

/* A JavaScript function that calls `function` with `user`. `finalizer` may be NULL. `name` is
 * NUL-terminated and copied. [allocates] */
rt_status rt_function_make(rt_context *context, const char *name, rt_host_function function, void *user,
                           rt_finalizer finalizer, rt_value *result);

/* ---- reading values ----------------------------------------------------------------------------- */

rt_kind rt_kind_of(rt_context *context, rt_value value);

/* ToBoolean: 0 or 1. */
int rt_to_boolean(rt_context *context, rt_value value);

/* The number itself; RT_INVALID if the value is not a number (nothing is converted). */
rt_status rt_as_number(rt_context *context, rt_value value, double *result);

/* Copies a string as UTF-8: at most `capacity` bytes to `buffer`, always cut at a character and
 * NUL-terminated if capacity > 0. *length gets the bytes of the whole string without the NUL, so that
 * a call with capacity 0 asks for the size. RT_INVALID if the value is not a string. */
rt_status rt_string_copy(rt_context *context, rt_value value, char *buffer, size_t capacity, size_t *length);

/* ToString of any value, as a string value. [collects] [allocates] */
rt_status rt_to_display_string(rt_context *context, rt_value value, rt_value *result);

/* ---- objects and calls -------------------------------------------------------------------------- */

/* object[name], getters included. [collects] */
rt_status rt_get(rt_context *context, rt_value object, const char *name, rt_value *result);

/* object[name] = value, setters included, as in strict code. [collects] */
rt_status rt_set(rt_context *context, rt_value object, const char *name, rt_value value);

/* object[index]. [collects] */
rt_status rt_get_index(rt_context *context, rt_value object, uint32_t index, rt_value *result);

/* object[index] = value. [collects] */
rt_status rt_set_index(rt_context *context, rt_value object, uint32_t index, rt_value value);

/* `length` of an array or a string, in elements or UTF-16 code units; RT_INVALID for other values. */
rt_status rt_length(rt_context *context, rt_value value, uint32_t *result);

/* Calls `function` with `this_value` and `count` arguments. [collects] */
rt_status rt_call(rt_context *context, rt_value function, rt_value this_value, size_t count,
                  const rt_value *arguments, rt_value *result);

/* ---- handles ------------------------------------------------------------------------------------- */

/* Holds `value` until rt_handle_free. 0 if there is no memory. */
rt_handle rt_handle_new(rt_context *context, rt_value value);

/* The value held; undefined for a handle that was freed. */
rt_value rt_handle_get(rt_context *context, rt_handle handle);

/* Lets the value go. Freeing 0 or a freed handle does nothing. */
void rt_handle_free(rt_context *context, rt_handle handle);

/* ---- generators ---------------------------------------------------------------------------------- */

/* Resumes a generator object with a value: what `yield` evaluates to. RT_INVALID if `generator` is not
 * one, RT_EXCEPTION if it threw or is already running. No result object is made. [collects] */
rt_status rt_generator_next(rt_context *context, rt_value generator, rt_value value, rt_step *step);

/* Throws `error` at the suspended `yield`. [collects] */
rt_status rt_generator_throw(rt_context *context, rt_value generator, rt_value error, rt_step *step);

/* Returns `value` from the suspended `yield`: runs its `finally` blocks. [collects] */
rt_status rt_generator_return(rt_context *context, rt_value generator, rt_value value, rt_step *step);

/* The state it resumes from (0: not started), as `yarrow explain` numbers them; of a finished generator
 * the last one; UINT32_MAX if the value is not a generator. */
uint32_t rt_generator_state(rt_context *context, rt_value generator);

/* 1 if it is finished, else 0. */
int rt_generator_done(rt_context *context, rt_value generator);

/* 1 if it is running, else 0. */
int rt_generator_running(rt_context *context, rt_value generator);

/* Words of its frame; 0 if the value is not a generator. */
uint32_t rt_generator_slot_count(rt_context *context, rt_value generator);

/* 1 if the frame slot holds a value that is live in the current state and that the collector traces. */
int rt_generator_slot_is_live(rt_context *context, rt_value generator, uint32_t slot);

/* The frame: rt_generator_slot_count words, for debuggers. Valid while the generator is alive, to be read
 * only while it is suspended; slots that are not live hold anything. NULL if the value is not a generator. */
const uint64_t *rt_generator_frame_of(rt_context *context, rt_value generator);

/* ---- the event loop ------------------------------------------------------------------------------ */

/* Runs ticks and jobs until none is left: what promises that have settled let go on. It does not look at timers and does
 * not sleep. Rejections that nobody handles are told of afterwards. RT_EXCEPTION if one of them threw and nobody caught it;
 * the others stay queued, and the next call goes on with them. RT_INVALID from a host function, an observer, a listener
 * or a finalizer: JavaScript would run in the middle of JavaScript. [collects] */
rt_status rt_run_jobs(rt_context *context);

/* Runs what is due: ticks, jobs, timers whose time has come, immediates, callbacks of finalization registries. Before that
 * it sleeps, if nothing is due, until something is, or rt_wake is called, or `milliseconds` have passed; 0: it does not
 * sleep; negative: it sleeps without limit, but not at all unless rt_has_pending. It may return early with nothing done, as
 * after a signal. It takes back what made rt_wakeup_fd readable. RT_EXCEPTION and RT_INVALID as rt_run_jobs.
 * [collects] */
rt_status rt_poll(rt_context *context, int64_t milliseconds);

/* The time until something is due, as poll(2) takes it: milliseconds, rounded up; 0 if something is due now, a job too; -1
 * if nothing ever is, unless the host or another thread brings it. */
int rt_next_deadline(rt_context *context);

/* 1 if the loop has something to wait for: ticks, jobs, timers that are not unref()ed, operations of the host; else 0. A
 * promise that is pending does not count: see rt_operation_begin. */
int rt_has_pending(rt_context *context);

/* The host begins something that will settle a promise or call JavaScript: until rt_operation_end, rt_has_pending is 1. They
 * count: each beginning needs an end. Only a host that asks rt_has_pending, or calls rt_poll with a negative time, has a
 * use for them. Another thread that completes an operation calls rt_wake; the end itself is for the context's thread. */
rt_status rt_operation_begin(rt_context *context);

/* RT_INVALID if none has begun. */
rt_status rt_operation_end(rt_context *context);

/* A descriptor for poll(2), epoll and their like, that is readable from a call of rt_wake until rt_poll. The same each time.
 * It belongs to the context, which closes it when it is freed: do not read from it or close it. -1 if the system has
 * no more descriptors. */
int rt_wakeup_fd(rt_context *context);

/* A waker of the context's loop, for another thread; called on the context's thread. NULL if the system has no more
 * descriptors. Free it with rt_waker_free, before or after the context. */
rt_waker *rt_waker_new(rt_context *context);

/* Ends the sleep of rt_poll, or else its next one, and makes rt_wakeup_fd readable. Any thread may call it, several at a
 * time, also after the context was freed (then it does nothing). It does not block. Calls before the next rt_poll count as
 * one: a host looks for what other threads have left when rt_poll has returned, not before. NULL is allowed. */
void rt_wake(const rt_waker *waker);

/* Any thread may free a waker, which no thread uses any more. NULL is allowed. */
void rt_waker_free(rt_waker *waker);

/* ---- promises ------------------------------------------------------------------------------------ */

/* A pending promise, for the host to settle: nobody else can. The host holds it in a handle until then. [allocates] */
rt_status rt_promise_new(rt_context *context, rt_value *result);

/* Resolves a promise of rt_promise_new: it fulfils with `value`, or follows it if that is a promise or another object with a
 * `then`. What waits for it runs in the next rt_run_jobs or rt_poll. RT_INVALID if the promise is none of
 * rt_promise_new, or has been resolved or rejected; after RT_NO_MEMORY it can still be. [collects] */
rt_status rt_promise_resolve(rt_context *context, rt_value promise, rt_value value);

/* Rejects a promise of rt_promise_new with `reason`, any value. As rt_promise_resolve. [collects] */
rt_status rt_promise_reject(rt_context *context, rt_value promise, rt_value reason);

/* How any promise stands. */
rt_settlement rt_promise_state(rt_context *context, rt_value promise);

/* The value of a promise that is fulfilled, the reason of one that is rejected: that counts as handled from then on.
 * RT_MISSING while it is pending; RT_INVALID if the value is not a promise. */
rt_status rt_promise_result(rt_context *context, rt_value promise, rt_value *result);

/* Calls `observer` once `promise` has settled, from rt_run_jobs or rt_poll, never at once. Its rejection counts as handled.
 * `finalizer` may be NULL; it runs after the observer was called, or cannot be any more. Where this fails the host keeps
 * `user`. RT_INVALID if the value is not a promise or the context is being freed. [allocates] */
rt_status rt_promise_then(rt_context *context, rt_value promise, rt_observer observer, void *user,
                          rt_finalizer finalizer);

/* Lets the context call `listener` for each rejection that nobody handles, by rt_run_jobs and rt_poll when no job is left.
 * It takes the place of the one before, whose finalizer runs once the collector finds it dead. NULL: none. Without one
 * rejections are kept, for rt_unhandled_rejection_take or a later listener. JavaScript that listens to
 * `process.on('unhandledRejection')` is told instead of the host. `finalizer` may be NULL. Where this fails the host keeps
 * `user`. RT_INVALID if the context is being freed. [allocates] */
rt_status rt_on_unhandled_rejection(rt_context *context, rt_rejection_listener listener, void *user,
                                    rt_finalizer finalizer);

/* Takes the oldest promise that was rejected, that nobody handles and nobody was told of. RT_MISSING if there is none. Jobs
 * that wait may handle it yet: call rt_run_jobs first. */
rt_status rt_unhandled_rejection_take(rt_context *context, rt_value *promise);

/* ---- async iterators ----------------------------------------------------------------------------- */

/* The async iterator of an object, as `for await` gets it: iterable[Symbol.asyncIterator](). Of an async generator
 * object that is itself. RT_MISSING if there is no such method; RT_INVALID if the value is not an object.
 * [collects] */
rt_status rt_async_iterator_open(rt_context *context, rt_value iterable, rt_value *iterator);

/* Asks for the next value, and sends `value` (undefined, mostly): iterator.next(value). *promise gets a promise, whose
 * value is for rt_async_iterator_step. Async generators queue requests: the host need not wait for one promise before it
 * asks again. Of those no property is looked up. RT_INVALID if the value is not an object, RT_MISSING if it has no such
 * method. [collects] */
rt_status rt_async_iterator_next(rt_context *context, rt_value iterator, rt_value value, rt_value *promise);

/* Throws `error` at the suspended `yield`: iterator.throw(error). [collects] */
rt_status rt_async_iterator_throw(rt_context *context, rt_value iterator, rt_value error, rt_value *promise);

/* Ends the iteration: iterator.return(value), which runs the `finally` blocks of an async generator. [collects] */
rt_status rt_async_iterator_return(rt_context *context, rt_value iterator, rt_value value, rt_value *promise);

/* Reads the result object that the promise of a request has fulfilled with. RT_EXCEPTION if it is not an object or a getter
 * threw. [collects] */
rt_status rt_async_iterator_step(rt_context *context, rt_value result, rt_step *step);

/* ---- exceptions ---------------------------------------------------------------------------------- */

/* Makes `value` the pending exception and returns RT_EXCEPTION, for host functions to return. */
rt_status rt_throw_value(rt_context *context, rt_value value);

/* The same with a new error of the kind and message (NUL-terminated UTF-8). [allocates] */
rt_status rt_throw_message(rt_context *context, rt_error_kind kind, const char *message);

/* Takes the pending exception; RT_MISSING if there is none, or if what was thrown is `undefined`. */
rt_status rt_exception_take(rt_context *context, rt_value *result);

/* Takes the pending exception as text, as rt_string_copy does: "Kind: message" for errors, else its
 * string form; with its stack behind, a line each, if `with_stack` is not 0. With capacity 0 the
 * exception stays pending. RT_MISSING if there is none. [collects] */
rt_status rt_exception_message(rt_context *context, int with_stack, char *buffer, size_t capacity,
                               size_t *length);

/* ---- memory -------------------------------------------------------------------------------------- */

/* Collects garbage now. [collects] */
void rt_collect(rt_context *context);

/* Bytes in use by the heap. */
size_t rt_heap_bytes(rt_context *context);

#ifdef __cplusplus
}
#endif

#endif
