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
 * several contexts; values and handles of one mean nothing in another.
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
    RT_MISSING = 3,   /* no such export */
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
    RT_KIND_BIGINT = 11
} rt_kind;

/* The kinds of error that rt_throw_message makes. */
typedef enum rt_error_kind {
    RT_ERROR = 0,
    RT_TYPE_ERROR = 1,
    RT_RANGE_ERROR = 2,
    RT_REFERENCE_ERROR = 3,
    RT_SYNTAX_ERROR = 4
} rt_error_kind;

/* What a generator answered. */
typedef struct rt_step {
    rt_value value; /* yielded, or returned when done */
    int32_t done;   /* 0 or 1 */
} rt_step;

/* A function of the host that JavaScript calls. `user` is what rt_function_make was given; `arguments`
 * holds `count` values, valid during the call. Store the result in *result (undefined beforehand) and
 * return RT_OK; or make an exception pending with rt_throw_value or rt_throw_message and return
 * RT_EXCEPTION. RT_NO_MEMORY throws the RangeError of the heap's limit; any other number throws an Error that
 * names it. */
typedef rt_status (*rt_host_function)(rt_context *context, void *user, rt_value this_value, size_t count,
                                      const rt_value *arguments, rt_value *result);

/* Called once after a host function has died, or when its context is freed: see Finalizers above. */
typedef void (*rt_finalizer)(void *user);

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
 * another version of the runtime. [collects] */
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
