/* A C host that asks modules of every kind for what they export, before they have run, while they do and after they
 * have failed; in two contexts.
 *
 *   yarrow build --lib modules/commonjs.cjs -o libcommonjs.a --header commonjs.h, and so the others
 *   cc modules.c lib*.a $(pkg-config --cflags --libs yarrow) */
#include "commonjs.h"
#include "failing_cjs.h"
#include "failing.h"
#include "fickle.h"
#include "function.h"
#include "hook.h"
#include "loading.h"
#include "module.h"
#include "named.h"
#include "primitive.h"
#include "requiring.h"
#include "yarrow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *name_of(rt_status status)
{
    switch (status) {
    case RT_OK:
        return "ok";
    case RT_EXCEPTION:
        return "exception";
    case RT_INVALID:
        return "invalid";
    case RT_MISSING:
        return "missing";
    case RT_NO_MEMORY:
        return "no memory";
    }
    return "?";
}

static void check(rt_status status, const char *what)
{
    if (status != RT_OK) {
        fprintf(stderr, "%s: %s\n", what, name_of(status));
        exit(1);
    }
}

#define CHECK(call) check((call), #call)

/* Prints a value, or a status and the exception that goes with it. */
static void print(rt_context *context, const char *label, rt_status status, rt_value value)
{
    char text[256] = "";
    size_t length = 0;
    rt_value string = rt_undefined();
    if (status == RT_EXCEPTION) {
        CHECK(rt_exception_message(context, 0, text, sizeof text, &length));
        printf("  %s: exception %s\n", label, text);
    } else if (status != RT_OK) {
        printf("  %s: %s\n", label, name_of(status));
    } else if (rt_kind_of(context, value) == RT_KIND_FUNCTION) {
        printf("  %s: a function\n", label);
    } else if (rt_kind_of(context, value) == RT_KIND_OBJECT) {
        printf("  %s: an object\n", label);
    } else {
        CHECK(rt_to_display_string(context, value, &string));
        CHECK(rt_string_copy(context, string, text, sizeof text, &length));
        printf("  %s: %s\n", label, text);
    }
}

static void print_export(rt_context *context, const rt_module *module, const char *name)
{
    rt_value value = rt_undefined();
    rt_status status = rt_module_export(context, module, name, &value);
    print(context, name, status, value);
}

static void print_exports(rt_context *context, const char *title, const rt_module *module, const char *const *names)
{
    printf("%s\n", title);
    print_export(context, module, names[0]);
    print(context, "load", rt_module_load(context, module), rt_undefined());
    for (; *names != NULL; names++) {
        print_export(context, module, *names);
    }
}

/* Calls an export with one argument. */
static rt_value call(rt_context *context, const rt_module *module, const char *name, rt_value argument)
{
    rt_value function = rt_undefined();
    rt_value result = rt_undefined();
    CHECK(rt_module_export(context, module, name, &function));
    CHECK(rt_call(context, function, rt_undefined(), 1, &argument, &result));
    return result;
}

/* The function that modules find as `hook`: loads the module once more, and asks it for what it exports so far. */
typedef struct hook_data {
    const rt_module *module;
    const char *const *names;
} hook_data;

static rt_status hook(rt_context *context, void *user, rt_value this_value, size_t count, const rt_value *arguments,
                      rt_value *result)
{
    const hook_data *data = (const hook_data *)user;
    const char *const *names;
    (void)this_value;
    (void)result;
    print(context, "called", RT_OK, count > 0 ? arguments[0] : rt_undefined());
    print(context, "load", rt_module_load(context, data->module), rt_undefined());
    for (names = data->names; *names != NULL; names++) {
        print_export(context, data->module, *names);
    }
    return RT_OK;
}

static void set_hook(rt_context *context, hook_data *data)
{
    rt_value function = rt_undefined();
    CHECK(rt_function_make(context, "hook", hook, data, NULL, &function));
    call(context, &hook_module, "set", function);
}

static void load_with_hook(rt_context *context, const char *title, const rt_module *module, const char *const *names)
{
    hook_data data;
    data.module = module;
    data.names = names;
    printf("%s\n", title);
    set_hook(context, &data);
    print(context, "loaded", rt_module_load(context, module), rt_undefined());
    for (; *names != NULL; names++) {
        print_export(context, module, *names);
    }
}

/* Loads a module that fails, over and over: the error is the same one each time. */
static void load_failing(rt_context *context, const char *title, const rt_module *module)
{
    rt_value first = rt_undefined();
    rt_value again = rt_undefined();
    rt_handle held;
    int i;
    printf("%s\n", title);
    printf("  first: %s\n", name_of(rt_module_load(context, module)));
    CHECK(rt_exception_take(context, &first));
    held = rt_handle_new(context, first);
    for (i = 0; i < 2; i++) {
        rt_collect(context);
        printf("  again: %s", name_of(rt_module_load(context, module)));
        CHECK(rt_exception_take(context, &again));
        printf(", %s\n", again == rt_handle_get(context, held) ? "the same" : "another");
    }
    rt_handle_free(context, held);
    rt_collect(context);
    print(context, "load", rt_module_load(context, module), rt_undefined());
    print_export(context, module, "started");
    print_export(context, module, "nothing");
}

static void load_fickle(rt_context *context, const char *title, const char *wish)
{
    rt_value text = rt_undefined();
    printf("%s\n", title);
    CHECK(rt_module_load(context, &hook_module));
    CHECK(rt_string_make(context, wish, strlen(wish), &text));
    call(context, &hook_module, "set", text);
    print(context, "load", rt_module_load(context, &fickle_module), rt_undefined());
    print_export(context, &fickle_module, "fine");
}

int main(void)
{
    static const char *const commonjs[] = {"add", "a name", "reads", "reads", "one", "two", "default", "broken", "hidden",
                                           "inherited", "toString", "", NULL};
    static const char *const named[] = {"first", "second", "third", "4", "json", "fifth", NULL};
    static const char *const function[] = {"default", "language", "name", "prototype", NULL};
    static const char *const primitive[] = {"default", "length", "0", NULL};
    static const char *const module[] = {"add", "whole", "one", "first", "third", "second", "default", "text", "json", NULL};
    static const char *const loading[] = {"early", "hoisted", "before", "after", "default", NULL};
    static const char *const requiring[] = {"half", "whole", "default", NULL};
    static const char *const failing[] = {"started", NULL};
    hook_data data;
    rt_value two[2];
    rt_value sum = rt_undefined();
    rt_context *context = rt_context_new(0);
    rt_context *other = rt_context_new(0);

    print_exports(context, "module.exports =", &commonjs_module, commonjs);
    two[0] = rt_number(20);
    two[1] = rt_number(22);
    {
        rt_value add = rt_undefined();
        CHECK(rt_module_export(context, &commonjs_module, "add", &add));
        CHECK(rt_call(context, add, rt_undefined(), 2, two, &sum));
        print(context, "add(20, 22)", RT_OK, sum);
    }
    print_exports(context, "exports.name =", &named_module, named);
    print_exports(context, "module.exports = function", &function_module, function);
    {
        rt_value name = rt_undefined();
        CHECK(rt_string_make(context, "C", 1, &name));
        print(context, "default('C')", RT_OK, call(context, &function_module, "default", name));
    }
    print_exports(context, "module.exports = a string", &primitive_module, primitive);
    print_exports(context, "an ES module of CommonJS files", &module_module, module);

    CHECK(rt_module_load(context, &hook_module));
    load_with_hook(context, "asked while it runs", &loading_module, loading);
    load_with_hook(context, "the same of a CommonJS file", &requiring_module, requiring);

    data.module = &failing_module;
    data.names = failing;
    set_hook(context, &data);
    load_failing(context, "a module that fails", &failing_module);
    load_failing(context, "a CommonJS file that fails", &failing_cjs_module);

    load_fickle(context, "fails in one context", "fail");
    load_fickle(other, "not in another", "work");
    load_fickle(context, "still fails in the first", "work");
    rt_context_free(context);
    print_export(other, &fickle_module, "fine");
    print_export(other, &commonjs_module, "add");
    rt_context_free(other);
    return 0;
}
