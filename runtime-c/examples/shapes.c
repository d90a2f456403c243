/* A C host: loads the compiled module of shapes.js and talks to it in both directions.
 *
 *   yarrow build --lib shapes.js -o libshapes.a --header shapes.h
 *   cc host.c libshapes.a $(pkg-config --cflags --libs yarrow)
 *
 * Every call that can fail is checked; CHECK prints the pending exception and ends the program. */
#include "shapes.h"
#include "yarrow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(rt_context *context, rt_status status, const char *what)
{
    char message[512];
    size_t length = 0;
    if (status == RT_OK) {
        return;
    }
    fprintf(stderr, "%s: status %d", what, (int)status);
    if (status == RT_EXCEPTION && rt_exception_message(context, 1, message, sizeof message, &length) == RT_OK) {
        fprintf(stderr, ": %s", message);
    }
    fputc('\n', stderr);
    exit(1);
}

#define CHECK(call) check(context, (call), #call)

static double number_of(rt_context *context, rt_value value)
{
    double d = 0;
    CHECK(rt_as_number(context, value, &d));
    return d;
}

/* Takes an export of the module; the value is held by the module itself. */
static rt_value export_of(rt_context *context, const char *name)
{
    rt_value value = rt_undefined();
    CHECK(rt_module_export(context, &shapes_module, name, &value));
    return value;
}

static rt_value call(rt_context *context, const char *name, size_t count, const rt_value *arguments)
{
    rt_value result = rt_undefined();
    CHECK(rt_call(context, export_of(context, name), rt_undefined(), count, arguments, &result));
    return result;
}

static void print_string(rt_context *context, const char *label, rt_value value)
{
    char text[256];
    size_t length = 0;
    rt_value string = rt_undefined();
    CHECK(rt_to_display_string(context, value, &string));
    CHECK(rt_string_copy(context, string, text, sizeof text, &length));
    printf("%s%s (%zu bytes)\n", label, text, length);
}

/* Drives `range(3, 6)` to its end; the generator is held across every step. */
static void drive_range(rt_context *context)
{
    rt_value bounds[2];
    rt_handle range;
    rt_step step;
    bounds[0] = rt_number(3);
    bounds[1] = rt_number(6);
    range = rt_handle_new(context, call(context, "range", 2, bounds));
    printf("range: state %u, %u slots\n", rt_generator_state(context, rt_handle_get(context, range)),
           rt_generator_slot_count(context, rt_handle_get(context, range)));
    for (;;) {
        rt_collect(context);
        CHECK(rt_generator_next(context, rt_handle_get(context, range), rt_undefined(), &step));
        if (step.done) {
            break;
        }
        printf("range: %g in state %u\n", number_of(context, step.value),
               rt_generator_state(context, rt_handle_get(context, range)));
    }
    printf("range: done %d\n", rt_generator_done(context, rt_handle_get(context, range)));
    rt_handle_free(context, range);
}

/* Sends, throws and returns into `dialogue()`. */
static void drive_dialogue(rt_context *context)
{
    rt_handle dialogue = rt_handle_new(context, call(context, "dialogue", 0, NULL));
    rt_value text = rt_undefined();
    rt_step step;
    CHECK(rt_generator_next(context, rt_handle_get(context, dialogue), rt_undefined(), &step));
    print_string(context, "dialogue: ", step.value);
    CHECK(rt_string_make(context, "C \xE2\x82\xAC", 5, &text));
    CHECK(rt_generator_next(context, rt_handle_get(context, dialogue), text, &step));
    print_string(context, "dialogue: ", step.value);
    CHECK(rt_generator_next(context, rt_handle_get(context, dialogue), rt_number(2.5), &step));
    print_string(context, "dialogue: ", step.value);
    CHECK(rt_string_make(context, "a bad line", strlen("a bad line"), &text));
    CHECK(rt_generator_throw(context, rt_handle_get(context, dialogue), text, &step));
    print_string(context, "dialogue: ", step.value);
    CHECK(rt_generator_return(context, rt_handle_get(context, dialogue), rt_number(42), &step));
    printf("dialogue: done %d with %g\n", step.done, number_of(context, step.value));
    rt_handle_free(context, dialogue);
}

/* Objects both ways: builds a shape for `area`, reads back what `rectangle` built. */
static void pass_objects(rt_context *context)
{
    static const double triangle[3][2] = {{0, 0}, {4, 0}, {0, 2.5}};
    rt_value value = rt_undefined();
    rt_value arguments[2];
    rt_handle points;
    rt_handle shape;
    rt_handle corners;
    rt_step step;
    uint32_t length = 0;
    uint32_t i;
    CHECK(rt_array_make(context, NULL, 0, &value));
    points = rt_handle_new(context, value);
    for (i = 0; i < 3; ++i) {
        rt_handle point;
        CHECK(rt_object_make(context, &value));
        point = rt_handle_new(context, value);
        CHECK(rt_set(context, rt_handle_get(context, point), "x", rt_number(triangle[i][0])));
        CHECK(rt_set(context, rt_handle_get(context, point), "y", rt_number(triangle[i][1])));
        CHECK(rt_set_index(context, rt_handle_get(context, points), i, rt_handle_get(context, point)));
        rt_handle_free(context, point);
    }
    CHECK(rt_object_make(context, &value));
    shape = rt_handle_new(context, value);
    CHECK(rt_set(context, rt_handle_get(context, shape), "points", rt_handle_get(context, points)));
    rt_collect(context);
    value = rt_handle_get(context, shape);
    printf("area of the host's shape: %g\n", number_of(context, call(context, "area", 1, &value)));
    rt_handle_free(context, shape);
    rt_handle_free(context, points);

    arguments[0] = rt_number(3);
    arguments[1] = rt_number(2);
    shape = rt_handle_new(context, call(context, "rectangle", 2, arguments));
    CHECK(rt_get(context, rt_handle_get(context, shape), "name", &value));
    print_string(context, "shape: ", value);
    CHECK(rt_get(context, rt_handle_get(context, shape), "size", &value));
    printf("getter size: %g\n", number_of(context, value));
    CHECK(rt_get(context, rt_handle_get(context, shape), "points", &value));
    CHECK(rt_length(context, value, &length));
    CHECK(rt_get_index(context, value, length - 1, &value));
    CHECK(rt_get(context, value, "y", &value));
    printf("last of %u points has y %g\n", length, number_of(context, value));
    value = rt_handle_get(context, shape);
    corners = rt_handle_new(context, call(context, "corners", 1, &value));
    for (;;) {
        CHECK(rt_generator_next(context, rt_handle_get(context, corners), rt_undefined(), &step));
        if (step.done) {
            break;
        }
        print_string(context, "corner: ", step.value);
    }
    printf("corners: %g\n", number_of(context, step.value));
    rt_handle_free(context, corners);
    rt_handle_free(context, shape);
}

/* A function of the host: counts its calls and measures a string. */
static rt_status measure(rt_context *context, void *user, rt_value this_value, size_t count, const rt_value *arguments,
                         rt_value *result)
{
    int *calls = (int *)user;
    size_t length = 0;
    (void)this_value;
    ++*calls;
    if (count != 2 || rt_kind_of(context, arguments[1]) != RT_KIND_NUMBER) {
        return rt_throw_message(context, RT_TYPE_ERROR, "measure takes a string and a number");
    }
    if (*calls > 1) {
        return rt_throw_message(context, RT_RANGE_ERROR, "measured enough");
    }
    if (rt_string_copy(context, arguments[0], NULL, 0, &length) != RT_OK) {
        return rt_throw_message(context, RT_TYPE_ERROR, "not a string");
    }
    *result = rt_number((double)length);
    return RT_OK;
}

static void finalize_counter(void *user)
{
    printf("host function freed after %d calls\n", *(int *)user);
}

static void call_back(rt_context *context, int *calls)
{
    rt_value function = rt_undefined();
    rt_handle held;
    CHECK(rt_function_make(context, "measure", measure, calls, finalize_counter, &function));
    held = rt_handle_new(context, function);
    print_string(context, "callHost: ", call(context, "callHost", 1, &function));
    function = rt_handle_get(context, held);
    print_string(context, "callHost: ", call(context, "callHost", 1, &function));
    /* The handle is left to rt_context_free, and so is the function: its finalizer runs there. */
}

/* A JavaScript exception is a status and a message here. */
static void see_exception(rt_context *context)
{
    char message[256];
    size_t length = 0;
    rt_value text = rt_undefined();
    rt_value result = rt_undefined();
    rt_status status;
    CHECK(rt_string_make(context, "no such shape", strlen("no such shape"), &text));
    status = rt_call(context, export_of(context, "fail"), rt_undefined(), 1, &text, &result);
    CHECK(rt_exception_message(context, 0, message, sizeof message, &length));
    printf("fail: status %d, %s\n", (int)status, message);
}

int main(void)
{
    int calls = 0;
    rt_context *context = rt_context_new(0);
    setvbuf(stdout, NULL, _IONBF, 0); /* keeps step with what JavaScript prints */
    if (context == NULL) {
        fputs("no memory\n", stderr);
        return 1;
    }
    CHECK(rt_module_load(context, &shapes_module));
    drive_range(context);
    drive_dialogue(context);
    pass_objects(context);
    call_back(context, &calls);
    see_exception(context);
    rt_context_free(context);
    return 0;
}
