/* A C host with a loop of its own, poll(2), in which JavaScript runs: an async generator that is fed from a socket,
 * timers, and a thread that wakes the loop.
 *
 *   yarrow build --lib async_socket.mjs -o libasync_socket.a --header async_socket.h
 *   cc async_socket.c libasync_socket.a $(pkg-config --cflags --libs yarrow) */
#define _POSIX_C_SOURCE 200809L
#include "async_socket.h"
#include "yarrow.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A sum that a thread computes. */
typedef struct computation {
    pthread_t thread;
    pthread_mutex_t mutex;
    rt_waker *waker;
    rt_handle promise; /* 0: nothing is computed */
    char text[64];
    unsigned sum;
    int done; /* guarded by the mutex, as is `sum` */
} computation;

typedef struct host {
    rt_context *context;
    int sockets[2];    /* receives from the first, sends to the second */
    rt_handle awaited; /* the promise of what is received next; 0 while nobody awaits it */
    rt_handle lines;   /* the async generator */
    int wanted;        /* lines to ask for before it returns from the generator */
    computation checksum;
} host;

static void check(rt_context *context, rt_status status, const char *what)
{
    char message[256];
    size_t length = 0;
    if (status == RT_OK) {
        return;
    }
    fprintf(stderr, "%s: status %d", what, (int)status);
    if (rt_exception_message(context, 1, message, sizeof message, &length) == RT_OK) {
        fprintf(stderr, ": %s", message);
    }
    fprintf(stderr, "\n");
    exit(1);
}

#define CHECK(call) check(context, (call), #call)

static void require(int holds, const char *what)
{
    if (!holds) {
        perror(what);
        exit(1);
    }
}

static void print_string(rt_context *context, const char *label, rt_value value)
{
    char text[128];
    size_t length = 0;
    CHECK(rt_string_copy(context, value, text, sizeof text, &length));
    printf("%s%s\n", label, text);
}

/* Calls an export with a host function as its argument. */
static rt_value call_with(host *h, const char *name, rt_host_function function)
{
    rt_context *context = h->context;
    rt_value argument = rt_undefined();
    rt_value callee = rt_undefined();
    rt_value result = rt_undefined();
    CHECK(rt_function_make(context, name, function, h, NULL, &argument));
    CHECK(rt_module_export(context, &async_socket_module, name, &callee));
    CHECK(rt_call(context, callee, rt_undefined(), 1, &argument, &result));
    return result;
}

/* ---- the socket ---------------------------------------------------------------------------------- */

/* `receive()`: a promise of the next piece, which receive_piece settles. */
static rt_status receive(rt_context *context, void *user, rt_value this_value, size_t count, const rt_value *arguments,
                         rt_value *result)
{
    host *h = (host *)user;
    rt_status status = rt_promise_new(context, result);
    (void)this_value;
    (void)count;
    (void)arguments;
    if (status == RT_OK) {
        h->awaited = rt_handle_new(context, *result);
    }
    return status;
}

/* The socket can be read: settles the promise that is awaited. */
static void receive_piece(host *h)
{
    rt_context *context = h->context;
    char bytes[16];
    rt_value piece = rt_null();
    rt_handle awaited = h->awaited;
    ssize_t length = recv(h->sockets[0], bytes, sizeof bytes, 0);
    require(length >= 0, "recv");
    if (length > 0) {
        CHECK(rt_string_make(context, bytes, (size_t)length, &piece));
    }
    h->awaited = 0;
    CHECK(rt_promise_resolve(context, rt_handle_get(context, awaited), piece));
    rt_handle_free(context, awaited);
}

/* `send(text)`, or `send(null)` at the end. A timer of JavaScript calls it. */
static rt_status send_piece(rt_context *context, void *user, rt_value this_value, size_t count,
                            const rt_value *arguments, rt_value *result)
{
    host *h = (host *)user;
    char text[64];
    size_t length = 0;
    (void)this_value;
    (void)result;
    if (count == 0 || rt_string_copy(context, arguments[0], text, sizeof text, &length) != RT_OK) {
        require(shutdown(h->sockets[1], SHUT_WR) == 0, "shutdown");
        return RT_OK;
    }
    require(send(h->sockets[1], text, length, 0) == (ssize_t)length, "send");
    return RT_OK;
}

/* ---- the thread ---------------------------------------------------------------------------------- */

static void *compute(void *user)
{
    computation *c = (computation *)user;
    unsigned sum = 0;
    const char *at;
    for (at = c->text; *at != '\0'; ++at) {
        sum = sum * 31 + (unsigned char)*at;
    }
    pthread_mutex_lock(&c->mutex);
    c->sum = sum % 65536;
    c->done = 1;
    pthread_mutex_unlock(&c->mutex);
    rt_wake(c->waker);
    return NULL;
}

/* `checksum(text)`: a promise that the loop settles once the thread has woken it. */
static rt_status start_checksum(rt_context *context, void *user, rt_value this_value, size_t count,
                                const rt_value *arguments, rt_value *result)
{
    computation *c = &((host *)user)->checksum;
    size_t length = 0;
    rt_status status;
    (void)this_value;
    if (count == 0 || rt_string_copy(context, arguments[0], c->text, sizeof c->text, &length) != RT_OK) {
        return rt_throw_message(context, RT_TYPE_ERROR, "checksum takes a string");
    }
    status = rt_promise_new(context, result);
    if (status != RT_OK) {
        return status;
    }
    c->promise = rt_handle_new(context, *result);
    require(pthread_create(&c->thread, NULL, compute, c) == 0, "pthread_create");
    return rt_operation_begin(context);
}

/* Looks whether the thread is done, after rt_poll. */
static void finish_checksum(host *h)
{
    rt_context *context = h->context;
    computation *c = &h->checksum;
    int done;
    if (c->promise == 0) {
        return;
    }
    pthread_mutex_lock(&c->mutex);
    done = c->done;
    pthread_mutex_unlock(&c->mutex);
    if (!done) {
        return;
    }
    pthread_join(c->thread, NULL);
    CHECK(rt_promise_resolve(context, rt_handle_get(context, c->promise), rt_number(c->sum)));
    rt_handle_free(context, c->promise);
    c->promise = 0;
    CHECK(rt_operation_end(context));
    CHECK(rt_run_jobs(context));
}

/* ---- the generator ------------------------------------------------------------------------------- */

static void ask_for_line(host *h);

/* The generator has answered. */
static rt_status on_line(rt_context *context, void *user, rt_value value, int rejected)
{
    host *h = (host *)user;
    rt_step step;
    if (rejected) {
        return rt_throw_value(context, value);
    }
    CHECK(rt_async_iterator_step(context, value, &step));
    if (!step.done) {
        print_string(context, "line: ", step.value);
        ask_for_line(h);
    } else if (rt_kind_of(context, step.value) == RT_KIND_NUMBER) {
        double count = 0;
        CHECK(rt_as_number(context, step.value, &count));
        printf("done: %g lines\n", count);
        call_with(h, "report", start_checksum);
    } else {
        print_string(context, "done: ", step.value);
    }
    return RT_OK;
}

/* Asks for the next line; where there have been enough, returns from the generator. */
static void ask_for_line(host *h)
{
    rt_context *context = h->context;
    rt_value lines = rt_handle_get(context, h->lines);
    rt_value promise = rt_undefined();
    if (h->wanted-- > 0) {
        CHECK(rt_async_iterator_next(context, lines, rt_undefined(), &promise));
    } else {
        rt_value text = rt_undefined();
        CHECK(rt_string_make(context, "enough", strlen("enough"), &text));
        CHECK(rt_async_iterator_return(context, lines, text, &promise));
    }
    CHECK(rt_promise_then(context, promise, on_line, h, NULL));
}

/* ---- the loop ------------------------------------------------------------------------------------ */

/* Runs until JavaScript has nothing left to wait for and nobody awaits the socket. */
static void run(host *h)
{
    rt_context *context = h->context;
    while (h->awaited != 0 || rt_has_pending(context)) {
        struct pollfd fds[2];
        memset(fds, 0, sizeof fds);
        fds[0].fd = h->awaited != 0 ? h->sockets[0] : -1; /* what nobody awaits stays in the socket */
        fds[0].events = POLLIN;
        fds[1].fd = rt_wakeup_fd(context);
        fds[1].events = POLLIN;
        require(poll(fds, 2, rt_next_deadline(context)) >= 0, "poll");
        if (fds[0].revents != 0) {
            receive_piece(h);
        }
        CHECK(rt_poll(context, 0));
        finish_checksum(h);
    }
}

/* Talks to itself over a pair of sockets, and takes so many lines. */
static void converse(host *h, int wanted)
{
    rt_context *context = h->context;
    printf("%d lines at most\n", wanted);
    require(socketpair(AF_UNIX, SOCK_STREAM, 0, h->sockets) == 0, "socketpair");
    h->wanted = wanted;
    h->lines = rt_handle_new(context, call_with(h, "lines", receive));
    call_with(h, "talk", send_piece);
    ask_for_line(h);
    run(h);
    rt_handle_free(context, h->lines);
    close(h->sockets[0]);
    close(h->sockets[1]);
}

int main(void)
{
    host h;
    rt_context *context = rt_context_new(0);
    setvbuf(stdout, NULL, _IONBF, 0); /* keeps step with what JavaScript prints */
    memset(&h, 0, sizeof h);
    h.context = context;
    h.checksum.waker = rt_waker_new(context);
    require(context != NULL && h.checksum.waker != NULL, "a context and its waker");
    pthread_mutex_init(&h.checksum.mutex, NULL);
    CHECK(rt_module_load(context, &async_socket_module));
    converse(&h, 100);
    converse(&h, 2);
    rt_context_free(context);
    rt_wake(h.checksum.waker); /* does nothing any more */
    rt_waker_free(h.checksum.waker);
    pthread_mutex_destroy(&h.checksum.mutex);
    return 0;
}
