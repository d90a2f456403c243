/* What a finalizer may do, and the statuses at the edges: a host whose finalizers call the runtime.
 *
 *   yarrow build --lib finalizers.mjs -o libfinalizers.a --header finalizers.h
 */
#include "finalizers.h"
#include "yarrow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { FUNCTIONS = 50, ROUNDS = 10, MOST_HANDLES = 2000 };

/* What a finalizer does. */
enum mode { MAKE_STRINGS, CALL, COLLECT, MAKE_FUNCTIONS, THROW, MODES };

static const char *const mode_names[] = {"make strings", "call", "collect", "make functions", "throw"};

struct host {
    rt_context *context;
    enum mode mode;
    int finalized;
    int running;
    int nested;
    int failed;
    int handle_count;
    rt_handle handles[MOST_HANDLES];
};

static struct host host;

static void check(rt_status status, const char *what)
{
    char message[256];
    size_t length = 0;
    if (status == RT_OK) {
        return;
    }
    printf("%s: status %d", what, (int)status);
    if (rt_exception_message(host.context, 0, message, sizeof message, &length) == RT_OK) {
        printf(": %s", message);
    }
    printf("\n");
    exit(1);
}

#define CHECK(call) check((call), #call)

static rt_value export_of(const char *name)
{
    rt_value value = rt_undefined();
    CHECK(rt_module_export(host.context, &finalizers_module, name, &value));
    return value;
}

static double call_check(double count)
{
    rt_value argument = rt_number(count);
    rt_value result = rt_undefined();
    double wrong = -1;
    CHECK(rt_call(host.context, export_of("check"), rt_undefined(), 1, &argument, &result));
    CHECK(rt_as_number(host.context, result, &wrong));
    return wrong;
}

static rt_status nothing(rt_context *context, void *user, rt_value this_value, size_t count, const rt_value *arguments,
                         rt_value *result)
{
    (void)context;
    (void)user;
    (void)this_value;
    (void)count;
    (void)arguments;
    (void)result;
    return RT_OK;
}

static void finalize(void *user);

static void make_functions(int count)
{
    rt_value function = rt_undefined();
    int i;
    for (i = 0; i < count; i++) {
        CHECK(rt_function_make(host.context, "f", nothing, &host, finalize, &function));
    }
}

static void plain_finalize(void *user)
{
    struct host *h = (struct host *)user;
    h->finalized++;
}

static void hold_string(void)
{
    char text[40];
    rt_value string = rt_undefined();
    if (host.handle_count == MOST_HANDLES) {
        return;
    }
    snprintf(text, sizeof text, "held by finalizer %d", host.handle_count);
    CHECK(rt_string_make(host.context, text, strlen(text), &string));
    host.handles[host.handle_count] = rt_handle_new(host.context, string);
    host.handle_count++;
}

static void finalize(void *user)
{
    struct host *h = (struct host *)user;
    rt_value result = rt_undefined();
    h->finalized++;
    h->nested += h->running;
    h->running = 1;
    switch (h->mode) {
    case MAKE_STRINGS:
        hold_string();
        hold_string();
        break;
    case CALL:
        if (call_check(50) != 0) {
            h->failed++;
        }
        break;
    case COLLECT:
        rt_collect(h->context);
        break;
    case MAKE_FUNCTIONS:
        CHECK(rt_function_make(h->context, "g", nothing, h, plain_finalize, &result));
        rt_collect(h->context);
        break;
    case THROW:
        if (rt_call(h->context, export_of("fails"), rt_undefined(), 0, NULL, &result) != RT_EXCEPTION) {
            h->failed++;
        }
        break;
    case MODES:
        break;
    }
    h->running = 0;
}

/* Makes functions that die at once, while JavaScript calls it. */
static rt_status make_one(rt_context *context, void *user, rt_value this_value, size_t count, const rt_value *arguments,
                          rt_value *result)
{
    rt_kind kind = rt_kind_of(context, arguments[0]);
    (void)user;
    (void)this_value;
    (void)count;
    make_functions(1);
    *result = rt_boolean(kind == RT_KIND_OBJECT);
    return RT_OK;
}

static void strings_are_right(void)
{
    int i;
    int wrong = 0;
    for (i = 0; i < host.handle_count; i++) {
        char text[40];
        char expected[40];
        size_t length = 0;
        snprintf(expected, sizeof expected, "held by finalizer %d", i);
        if (rt_string_copy(host.context, rt_handle_get(host.context, host.handles[i]), text, sizeof text, &length)
                != RT_OK
            || strcmp(text, expected) != 0) {
            wrong++;
        }
    }
    printf("  handles %d, wrong %d\n", host.handle_count, wrong);
}

static void run_mode(enum mode mode)
{
    rt_value arguments[2];
    rt_value result = rt_undefined();
    double seen = 0;
    double wrong = 0;
    int round;
    memset(&host, 0, sizeof host);
    host.mode = mode;
    host.context = rt_context_new(0);
    if (host.context == NULL) {
        printf("no context\n");
        exit(1);
    }
    CHECK(rt_module_load(host.context, &finalizers_module));
    for (round = 0; round < ROUNDS; round++) {
        make_functions(FUNCTIONS);
        wrong += call_check(200);
        rt_collect(host.context);
    }
    CHECK(rt_function_make(host.context, "make_one", make_one, NULL, NULL, &arguments[0]));
    arguments[1] = rt_number(100);
    CHECK(rt_call(host.context, export_of("calls"), rt_undefined(), 2, arguments, &result));
    CHECK(rt_as_number(host.context, result, &seen));
    rt_collect(host.context);
    rt_collect(host.context);
    printf("%s: wrong objects %g, calls %g, nested %d, failed %d\n", mode_names[mode], wrong, seen, host.nested,
           host.failed);
    strings_are_right();
    if (mode == MAKE_FUNCTIONS) {
        /* The last finalizers may not make functions any more. */
        host.mode = MODES;
    }
    rt_context_free(host.context);
    printf("  finalized %d\n", host.finalized);
}

/* ---- what a context that is being freed allows ------------------------------------------------- */

static void last(void *user)
{
    rt_value function = rt_handle_get(host.context, host.handles[0]);
    rt_value result = rt_undefined();
    (void)user;
    printf("last: a host function is not callable any more: %d\n",
           (int)rt_call(host.context, function, rt_undefined(), 0, NULL, &result));
    printf("last: nor can one be made: %d\n",
           (int)rt_function_make(host.context, "f", nothing, NULL, NULL, &result));
    printf("last: JavaScript runs: %g wrong\n", call_check(10));
}

static void freeing(void)
{
    rt_value function = rt_undefined();
    memset(&host, 0, sizeof host);
    host.context = rt_context_new(0);
    CHECK(rt_module_load(host.context, &finalizers_module));
    CHECK(rt_function_make(host.context, "f", nothing, NULL, last, &function));
    host.handles[0] = rt_handle_new(host.context, function);
    rt_context_free(host.context);
}

/* ---- statuses ----------------------------------------------------------------------------------- */

static int answer;

static rt_status answering(rt_context *context, void *user, rt_value this_value, size_t count,
                           const rt_value *arguments, rt_value *result)
{
    (void)context;
    (void)user;
    (void)this_value;
    (void)count;
    (void)arguments;
    (void)result;
    return (rt_status)answer;
}

static void print_exception(const char *label)
{
    char message[256];
    size_t length = 0;
    rt_status status = rt_exception_message(host.context, 0, message, sizeof message, &length);
    printf("%s: %s\n", label, status == RT_OK ? message : "none pending");
}

static void statuses(void)
{
    static const int answers[] = {0, 2, 3, 4, 5, 77, -1, 1000000};
    rt_value function = rt_undefined();
    rt_value result = rt_undefined();
    char text[128];
    size_t length = 0;
    size_t i;
    memset(&host, 0, sizeof host);
    host.context = rt_context_new((size_t)8 << 20);
    CHECK(rt_module_load(host.context, &finalizers_module));
    for (i = 0; i < sizeof answers / sizeof *answers; i++) {
        answer = answers[i];
        CHECK(rt_function_make(host.context, "answering", answering, NULL, NULL, &function));
        CHECK(rt_call(host.context, export_of("caught"), rt_undefined(), 1, &function, &result));
        CHECK(rt_string_copy(host.context, result, text, sizeof text, &length));
        printf("status %d: %s\n", answer, text);
    }
    printf("heap filled: status %d\n", (int)rt_call(host.context, export_of("fill"), rt_undefined(), 0, NULL, &result));
    print_exception("pending");
    printf("thrown: status %d\n", (int)rt_call(host.context, export_of("fails"), rt_undefined(), 0, NULL, &result));
    print_exception("pending");
    rt_context_free(host.context);
}

/* With little address space there is a context, or NULL. */
static void short_of_memory(void)
{
    struct rlimit limit;
    struct rlimit before;
    unsigned megabytes;
    int none = 0;
    int made = 0;
    if (getrlimit(RLIMIT_AS, &before) != 0) {
        printf("no limit\n");
        return;
    }
    for (megabytes = 16; megabytes <= 512; megabytes += 16) {
        rt_context *context;
        limit = before;
        limit.rlim_cur = (rlim_t)megabytes << 20;
        if (setrlimit(RLIMIT_AS, &limit) != 0) {
            continue;
        }
        context = rt_context_new(0);
        if (context == NULL) {
            none++;
        } else {
            made++;
        }
        rt_context_free(context);
    }
    setrlimit(RLIMIT_AS, &before);
    printf("short of memory: none %d, made %d\n", none > 0, made > 0);
}

int main(int argc, char **argv)
{
    int mode;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (mode = 0; mode < MODES; mode++) {
        run_mode((enum mode)mode);
    }
    freeing();
    statuses();
    /* Not under valgrind, whose own memory the limit would count. */
    if (argc > 1 && strcmp(argv[1], "limits") == 0) {
        short_of_memory();
    }
    return 0;
}
