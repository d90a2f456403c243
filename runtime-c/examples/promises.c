/* A C host that makes, settles and observes promises: host functions that return them, rejections that nobody handles,
 * a thread that ends the sleep of rt_poll, and the statuses at the edges.
 *
 *   yarrow build --lib promises.mjs -o libpromises.a --header promises.h
 *   cc promises.c libpromises.a $(pkg-config --cflags --libs yarrow) */
#define _POSIX_C_SOURCE 200809L
#include "promises.h"
#include "yarrow.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(rt_context *context, rt_status status, const char *what)
{
    char message[256];
    size_t length = 0;
    if (status == RT_OK) {
        return;
    }
    printf("%s: status %d", what, (int)status);
    if (rt_exception_message(context, 1, message, sizeof message, &length) == RT_OK) {
        printf(": %s", message);
    }
    printf("\n");
    exit(1);
}

#define CHECK(call) check(context, (call), #call)

static const char *name_of(rt_status status)
{
    static const char *const names[] = {"ok", "exception", "invalid", "missing", "no memory"};
    return names[status];
}

/* Prints a value as text. */
static void print(rt_context *context, const char *label, rt_value value)
{
    char text[128];
    size_t length = 0;
    rt_value string = rt_undefined();
    CHECK(rt_to_display_string(context, value, &string));
    CHECK(rt_string_copy(context, string, text, sizeof text, &length));
    printf("  %s: %s\n", label, text);
}

static void print_exception(rt_context *context, const char *label, rt_status status)
{
    char text[128] = "none";
    size_t length = 0;
    if (status == RT_EXCEPTION) {
        CHECK(rt_exception_message(context, 0, text, sizeof text, &length));
    }
    printf("  %s: %s, %s\n", label, name_of(status), text);
}

static void print_state(rt_context *context, const char *label, rt_value promise)
{
    static const char *const names[] = {"no promise", "pending", "fulfilled", "rejected"};
    printf("  %s: %s\n", label, names[rt_promise_state(context, promise)]);
}

static rt_value text(rt_context *context, const char *utf8)
{
    rt_value result = rt_undefined();
    CHECK(rt_string_make(context, utf8, strlen(utf8), &result));
    return result;
}

static rt_value call(rt_context *context, const char *name, size_t count, const rt_value *arguments)
{
    rt_value function = rt_undefined();
    rt_value result = rt_undefined();
    CHECK(rt_module_export(context, &promises_module, name, &function));
    CHECK(rt_call(context, function, rt_undefined(), count, arguments, &result));
    return result;
}

/* ---- promises that the host settles -------------------------------------------------------------- */

/* `fetch(key)`: a promise, which it leaves in a handle. It may not drive the loop. */
static rt_status fetch(rt_context *context, void *user, rt_value this_value, size_t count, const rt_value *arguments,
                       rt_value *result)
{
    rt_handle *promise = (rt_handle *)user;
    (void)this_value;
    print(context, "fetch", count > 0 ? arguments[0] : rt_undefined());
    printf("  driving the loop in there: %s, %s\n", name_of(rt_run_jobs(context)), name_of(rt_poll(context, -1)));
    CHECK(rt_promise_new(context, result));
    *promise = rt_handle_new(context, *result);
    return RT_OK;
}

static rt_status observe(rt_context *context, void *user, rt_value value, int rejected)
{
    (void)user;
    print(context, rejected ? "observed a reason" : "observed a value", value);
    return RT_OK;
}

static rt_status observe_and_throw(rt_context *context, void *user, rt_value value, int rejected)
{
    (void)user;
    (void)rejected;
    return rt_throw_value(context, value);
}

static void count_finalizer(void *user)
{
    ++*(int *)user;
}

/* Calls `greet`, which awaits the host's promise; returns a handle of that one. */
static rt_handle start_greeting(rt_context *context, int *freed)
{
    rt_handle promise = 0;
    rt_value function = rt_undefined();
    rt_value greeting;
    CHECK(rt_function_make(context, "fetch", fetch, &promise, NULL, &function));
    greeting = call(context, "greet", 1, &function);
    print_state(context, "greeting", greeting);
    CHECK(rt_promise_then(context, greeting, observe, freed, count_finalizer));
    return promise;
}

static void settle(rt_context *context, int *freed)
{
    rt_handle promise;
    rt_handle other;
    rt_value value = rt_undefined();
    printf("a promise of the host's is resolved\n");
    promise = start_greeting(context, freed);
    CHECK(rt_run_jobs(context));
    value = text(context, "world");
    CHECK(rt_promise_resolve(context, rt_handle_get(context, promise), value));
    print_state(context, "the promise", rt_handle_get(context, promise));
    printf("  again: %s\n", name_of(rt_promise_resolve(context, rt_handle_get(context, promise), rt_null())));
    CHECK(rt_run_jobs(context));
    rt_handle_free(context, promise);

    printf("a promise of the host's is rejected\n");
    promise = start_greeting(context, freed);
    value = text(context, "the host's reason");
    CHECK(rt_promise_reject(context, rt_handle_get(context, promise), value));
    CHECK(rt_run_jobs(context));
    rt_handle_free(context, promise);

    printf("a promise of the host's follows another\n");
    promise = start_greeting(context, freed);
    CHECK(rt_promise_new(context, &value));
    other = rt_handle_new(context, value);
    CHECK(rt_promise_resolve(context, rt_handle_get(context, promise), value));
    CHECK(rt_run_jobs(context));
    print_state(context, "the promise", rt_handle_get(context, promise));
    printf("  again: %s\n", name_of(rt_promise_reject(context, rt_handle_get(context, promise), rt_null())));
    value = text(context, "follower");
    CHECK(rt_promise_resolve(context, rt_handle_get(context, other), value));
    CHECK(rt_run_jobs(context));
    CHECK(rt_promise_result(context, rt_handle_get(context, promise), &value));
    print(context, "result", value);
    rt_handle_free(context, other);
    rt_handle_free(context, promise);
}

/* ---- exceptions of callbacks --------------------------------------------------------------------- */

static void throw_in_callbacks(rt_context *context, int *freed)
{
    rt_value promise = rt_undefined();
    rt_value value;
    printf("callbacks throw\n");
    CHECK(rt_promise_new(context, &promise));
    CHECK(rt_promise_then(context, promise, observe_and_throw, freed, count_finalizer));
    CHECK(rt_promise_then(context, promise, observe, freed, count_finalizer));
    value = text(context, "out of an observer");
    CHECK(rt_promise_resolve(context, promise, value));
    print_exception(context, "jobs", rt_run_jobs(context));
    CHECK(rt_run_jobs(context));
    call(context, "throwsLater", 0, NULL);
    print_exception(context, "a timer", rt_poll(context, 1000));
    while (rt_has_pending(context)) {
        CHECK(rt_poll(context, -1));
    }
    printf("  next deadline: %d\n", rt_next_deadline(context));
}

/* ---- rejections that nobody handles -------------------------------------------------------------- */

static rt_status on_rejection(rt_context *context, void *user, rt_value promise, rt_value reason)
{
    (void)user;
    print_state(context, "told of a promise", promise);
    print(context, "told of", reason);
    return RT_OK;
}

static rt_value fail(rt_context *context, const char *message)
{
    rt_value argument = text(context, message);
    return call(context, "fails", 1, &argument);
}

static void reject(rt_context *context, int *freed)
{
    rt_value value = rt_undefined();
    rt_value promise;
    rt_handle stop;
    printf("rejections that nobody handles\n");
    fail(context, "asked for");
    CHECK(rt_run_jobs(context));
    CHECK(rt_unhandled_rejection_take(context, &value));
    CHECK(rt_promise_result(context, value, &value));
    print(context, "asked for", value);
    printf("  asked again: %s\n", name_of(rt_unhandled_rejection_take(context, &value)));

    promise = fail(context, "seen by the host");
    CHECK(rt_promise_result(context, promise, &value));
    CHECK(rt_run_jobs(context));
    printf("  of one that the host has seen: %s\n", name_of(rt_unhandled_rejection_take(context, &value)));

    fail(context, "before there is a listener");
    CHECK(rt_run_jobs(context));
    CHECK(rt_on_unhandled_rejection(context, on_rejection, freed, count_finalizer));
    fail(context, "with a listener");
    CHECK(rt_run_jobs(context));
    stop = rt_handle_new(context, call(context, "listen", 0, NULL));
    fail(context, "a third one");
    CHECK(rt_run_jobs(context));
    CHECK(rt_call(context, rt_handle_get(context, stop), rt_undefined(), 0, NULL, &value));
    rt_handle_free(context, stop);
    CHECK(rt_on_unhandled_rejection(context, NULL, NULL, NULL));
}

/* ---- a thread ------------------------------------------------------------------------------------ */

static void *wake(void *user)
{
    rt_wake((const rt_waker *)user);
    return NULL;
}

/* Nothing is due, and the thread ends the sleep. */
static void sleep_until_woken(rt_context *context)
{
    pthread_t thread;
    rt_waker *waker = rt_waker_new(context);
    printf("a thread wakes the loop\n");
    CHECK(rt_poll(context, -1)); /* does not sleep */
    CHECK(rt_operation_begin(context));
    printf("  pending: %d, next deadline: %d\n", rt_has_pending(context), rt_next_deadline(context));
    if (waker == NULL || pthread_create(&thread, NULL, wake, waker) != 0) {
        exit(1);
    }
    CHECK(rt_poll(context, -1));
    pthread_join(thread, NULL);
    CHECK(rt_operation_end(context));
    printf("  pending: %d, one end more: %s\n", rt_has_pending(context), name_of(rt_operation_end(context)));
    rt_waker_free(waker);
}

/* ---- async iterators that are no generators ------------------------------------------------------ */

static void iterate(rt_context *context)
{
    rt_value value = rt_undefined();
    rt_value iterator = rt_undefined();
    rt_value promise = rt_undefined();
    rt_handle held;
    rt_step step = {rt_undefined(), 0};
    printf("an async iterator\n");
    CHECK(rt_module_export(context, &promises_module, "counter", &value));
    CHECK(rt_async_iterator_open(context, value, &iterator));
    held = rt_handle_new(context, iterator);
    while (!step.done) {
        CHECK(rt_async_iterator_next(context, rt_handle_get(context, held), rt_number(2), &promise));
        CHECK(rt_promise_result(context, promise, &value));
        CHECK(rt_async_iterator_step(context, value, &step));
        print(context, step.done ? "done" : "value", step.value);
    }
    iterator = rt_handle_get(context, held);
    printf("  throw: %s\n", name_of(rt_async_iterator_throw(context, iterator, rt_null(), &promise)));
    CHECK(rt_async_iterator_return(context, iterator, rt_null(), &promise));
    CHECK(rt_promise_result(context, promise, &value));
    print_exception(context, "what is no result", rt_async_iterator_step(context, value, &step));
    rt_handle_free(context, held);
    value = call(context, "sync", 0, NULL);
    printf("  of a sync iterable: %s\n", name_of(rt_async_iterator_open(context, value, &iterator)));
    printf("  of a number: %s\n", name_of(rt_async_iterator_open(context, rt_number(1), &iterator)));
}

/* ---- a top level that awaits ---------------------------------------------------------------------- */

static void load(rt_context *context)
{
    rt_value value = rt_undefined();
    printf("a module awaits\n");
    CHECK(rt_module_load(context, &promises_module));
    printf("  at once: %s\n", name_of(rt_module_export(context, &promises_module, "ready", &value)));
    CHECK(rt_run_jobs(context));
    CHECK(rt_module_export(context, &promises_module, "ready", &value));
    print(context, "after the jobs", value);
}

/* ---- misuse -------------------------------------------------------------------------------------- */

static void misuse(rt_context *context)
{
    rt_value value = rt_undefined();
    rt_value result = rt_undefined();
    rt_handle held;
    printf("misuse\n");
    CHECK(rt_object_make(context, &value));
    held = rt_handle_new(context, value);
    printf("  the result of an object: %s\n", name_of(rt_promise_result(context, value, &result)));
    printf("  observe an object: %s\n", name_of(rt_promise_then(context, value, observe, NULL, NULL)));
    print_state(context, "an object", value);
    printf("  resolve an object: %s\n", name_of(rt_promise_resolve(context, value, rt_null())));
    value = rt_handle_get(context, held);
    printf("  the step of an object without properties: %s\n",
           name_of(rt_async_iterator_next(context, value, rt_null(), &result)));
    rt_handle_free(context, held);
    value = fail(context, "nobody's");
    printf("  resolve a promise of JavaScript: %s\n", name_of(rt_promise_resolve(context, value, rt_null())));
    CHECK(rt_promise_new(context, &value));
    held = rt_handle_new(context, value);
    printf("  the result of a pending one: %s\n", name_of(rt_promise_result(context, value, &result)));
    printf("  no observer: %s\n", name_of(rt_promise_then(context, value, NULL, NULL, NULL)));
    CHECK(rt_promise_resolve(context, value, value));
    CHECK(rt_promise_result(context, rt_handle_get(context, held), &result));
    print(context, "resolved with itself", result);
    rt_handle_free(context, held);
    printf("  no context: %s, %s, %d, %d, %d\n", name_of(rt_run_jobs(NULL)), name_of(rt_poll(NULL, 0)),
           rt_has_pending(NULL), rt_next_deadline(NULL), rt_wakeup_fd(NULL));
    rt_wake(NULL);
    rt_waker_free(NULL);
}

int main(void)
{
    int freed = 0;
    rt_context *context = rt_context_new(0);
    setvbuf(stdout, NULL, _IONBF, 0); /* keeps step with what JavaScript prints */
    if (context == NULL) {
        return 1;
    }
    load(context);
    settle(context, &freed);
    throw_in_callbacks(context, &freed);
    reject(context, &freed);
    sleep_until_woken(context);
    iterate(context);
    misuse(context);
    rt_context_free(context);
    printf("finalizers of observers and listeners: %d\n", freed);
    return 0;
}
