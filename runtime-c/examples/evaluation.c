/* A C host whose JavaScript evaluates text.
 *
 *   yarrow build --lib evaluation_seen.mjs -o libevaluation_seen.a --header evaluation_seen.h
 *   yarrow build --lib --eval evaluation_hidden.mjs -o libevaluation_hidden.a --header evaluation_hidden.h
 *   cc evaluation.c libevaluation_*.a $(pkg-config --cflags --libs yarrow-eval) */
#include "evaluation_hidden.h"
#include "evaluation_seen.h"
#include "yarrow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(rt_status status, const char *what)
{
    if (status != RT_OK) {
        fprintf(stderr, "%s: status %d\n", what, (int)status);
        exit(1);
    }
}

#define CHECK(call) check((call), #call)

/* Calls an export with a text and prints the answer. */
static rt_value call(rt_context *context, const rt_module *module, const char *name, const char *text)
{
    char message[256] = "";
    size_t length = 0;
    rt_value function = rt_undefined();
    rt_value argument = rt_undefined();
    rt_value result = rt_undefined();
    rt_value shown = rt_undefined();
    rt_status status;
    CHECK(rt_module_export(context, module, name, &function));
    CHECK(rt_string_make(context, text, strlen(text), &argument));
    status = rt_call(context, function, rt_undefined(), 1, &argument, &result);
    if (status == RT_EXCEPTION) {
        CHECK(rt_exception_message(context, 0, message, sizeof message, &length));
        printf("%s: throws %s\n", text, message);
    } else {
        rt_handle held = rt_handle_new(context, result);
        check(status, name);
        CHECK(rt_to_display_string(context, result, &shown));
        CHECK(rt_string_copy(context, shown, message, sizeof message, &length));
        printf("%s: %s\n", text, message);
        result = rt_handle_get(context, held);
        rt_handle_free(context, held);
    }
    return result;
}

int main(void)
{
    int i;
    for (i = 0; i < 2; i++) {
        rt_context *context = rt_context_new(0);
        rt_handle numbers;
        rt_step step;
        CHECK(rt_module_load(context, &evaluation_hidden_module));
        call(context, &evaluation_hidden_module, "evaluate", "6 * 7");
        CHECK(rt_module_load(context, &evaluation_seen_module));
        call(context, &evaluation_seen_module, "evaluate", "local + 2");
        call(context, &evaluation_seen_module, "evaluate", "let = = 1");
        call(context, &evaluation_hidden_module, "evaluate", "throw new TypeError('evaluated')");
        numbers = rt_handle_new(context, call(context, &evaluation_seen_module, "numbers", "return n"));
        for (;;) {
            double n = 0;
            rt_collect(context);
            CHECK(rt_generator_next(context, rt_handle_get(context, numbers), rt_undefined(), &step));
            if (step.done) {
                break;
            }
            CHECK(rt_as_number(context, step.value, &n));
            printf("number %g\n", n);
        }
        rt_context_free(context);
    }
    return 0;
}
