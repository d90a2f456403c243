/* yarrow_abi.h: the interface between compiled code and the runtime, generated from yarrow-abi.
 * Not for hosts: yarrow.h is theirs. It changes with RT_ABI_VERSION. */
#ifndef YARROW_ABI_H
#define YARROW_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rt_context rt_context;

#define RT_ABI_VERSION UINT64_C(0x1)
#define RT_VALUE_NUMBER_TAG UINT64_C(0xfffe000000000000)
#define RT_VALUE_DOUBLE_OFFSET UINT64_C(0x2000000000000)
#define RT_VALUE_NOT_CELL_MASK UINT64_C(0xfffe000000000002)
#define RT_VALUE_NULL UINT64_C(0x2)
#define RT_VALUE_FALSE UINT64_C(0x6)
#define RT_VALUE_TRUE UINT64_C(0x7)
#define RT_VALUE_UNDEFINED UINT64_C(0xa)
#define RT_VALUE_HOLE UINT64_C(0x12)
#define RT_VALUE_TDZ UINT64_C(0x1a)
#define RT_VALUE_EXCEPTION UINT64_C(0x22)
#define RT_VALUE_ITER_DONE UINT64_C(0x2a)
#define RT_CONSTRUCT_FLAG UINT64_C(0x100000000)
#define RT_GENERATOR_RUNNING UINT64_C(0x1)
#define RT_GENERATOR_DONE UINT64_C(0x2)
#define RT_GENERATOR_DELEGATING UINT64_C(0x4)
#define RT_GENERATOR_AWAITING UINT64_C(0x8)

#define RT_OFFSET_CELL_SHAPE 0
#define RT_OFFSET_CELL_KIND 4
#define RT_OFFSET_STRING_LENGTH 8
#define RT_OFFSET_OBJECT_SLOTS 8
#define RT_OFFSET_OBJECT_ELEMENTS 16
#define RT_OFFSET_OBJECT_INLINE 24
#define RT_OFFSET_ARRAY_LENGTH 24
#define RT_OFFSET_FUNCTION_CODE 24
#define RT_OFFSET_FUNCTION_ENV 32
#define RT_OFFSET_GENERATOR_RESUME 24
#define RT_OFFSET_GENERATOR_STATE 32
#define RT_OFFSET_GENERATOR_FLAGS 36
#define RT_OFFSET_GENERATOR_DESC 40
#define RT_OFFSET_GENERATOR_SLOTS 48
#define RT_OFFSET_CONTEXT_EXCEPTION 0
#define RT_OFFSET_CONTEXT_ROOT_TOP 8
#define RT_OFFSET_CONTEXT_ROOT_LIMIT 16
#define RT_OFFSET_CONTEXT_GC_PENDING 32
#define RT_OFFSET_CONTEXT_BUCKETS 80

enum { RT_ERROR_KIND_ERROR = 0, RT_ERROR_KIND_TYPE_ERROR = 1, RT_ERROR_KIND_RANGE_ERROR = 2, RT_ERROR_KIND_REFERENCE_ERROR = 3, RT_ERROR_KIND_SYNTAX_ERROR = 4, RT_ERROR_KIND_EVAL_ERROR = 5, RT_ERROR_KIND_URI_ERROR = 6 };
enum { RT_METHOD_KIND_METHOD = 0, RT_METHOD_KIND_GETTER = 1, RT_METHOD_KIND_SETTER = 2 };
enum { RT_PRIVATE_KIND_METHOD = 0, RT_PRIVATE_KIND_GETTER = 1, RT_PRIVATE_KIND_SETTER = 2, RT_PRIVATE_KIND_FIELD = 3 };
enum { RT_ENUMERABLE_NO = 0, RT_ENUMERABLE_YES = 1 };
enum { RT_GLOBAL_DECLARATION_LEXICAL = 0, RT_GLOBAL_DECLARATION_VAR = 1, RT_GLOBAL_DECLARATION_FUNCTION = 2 };
enum { RT_MUTABILITY_CONSTANT = 0, RT_MUTABILITY_MUTABLE = 1 };
enum { RT_DELETABLE_NO = 0, RT_DELETABLE_YES = 1 };
enum { RT_RESUME_MODE_NEXT = 0, RT_RESUME_MODE_THROW = 1, RT_RESUME_MODE_RETURN = 2 };
enum { RT_CONDITION_FALSE = 0, RT_CONDITION_TRUE = 1, RT_CONDITION_THREW = 2 };

/* A function that takes `uint64_t *` second takes the first free word of the root stack. */
uint64_t rt_add(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_sub(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_mul(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_div(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_rem(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_exp(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_bit_and(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_bit_or(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_bit_xor(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_shl(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_shr(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_ushr(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_neg(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_bit_not(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_inc(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_dec(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_to_number(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_bitwise_operand(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_to_numeric(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_to_string(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_to_property_key(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_to_object(rt_context *, uint64_t *, uint64_t); /* throws */
uint64_t rt_coerce_this(rt_context *, uint64_t *, uint64_t); /* throws */
uint64_t rt_bigint_new(rt_context *, uint64_t *, uint64_t); /* throws */
int32_t rt_lt(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_le(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_gt(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_ge(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_loose_eq(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_strict_eq(rt_context *, uint64_t, uint64_t); /* pure */
int32_t rt_instanceof(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_in(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_truthy(rt_context *, uint64_t); /* pure */
uint64_t rt_typeof(rt_context *, uint64_t); /* pure */
double rt_f64_rem(double, double); /* pure */
double rt_f64_pow(double, double); /* pure */
int32_t rt_f64_to_i32(double); /* pure */
uint64_t rt_throw_tdz(rt_context *, uint64_t *, uint64_t); /* throws */
uint64_t rt_throw_const_assign(rt_context *, uint64_t *, uint64_t); /* throws */
uint64_t rt_throw_error(rt_context *, uint64_t *, uint32_t /* ErrorKind */, uint64_t); /* throws */
uint64_t rt_throw_not_callable(rt_context *, uint64_t *, uint64_t, uint64_t); /* throws */
uint64_t rt_throw_stack_overflow(rt_context *, uint64_t *); /* throws */
uint64_t rt_throw_not_destructurable(rt_context *, uint64_t *, uint64_t, uint64_t); /* throws */
uint64_t rt_global_get(rt_context *, uint64_t *, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_global_get_or_undefined(rt_context *, uint64_t *, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_global_set(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_global_set_sloppy(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_global_delete(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_global_has(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_global_this(rt_context *); /* pure */
uint64_t rt_global_check(rt_context *, uint64_t *, uint64_t, uint32_t /* GlobalDeclaration */); /* calls JavaScript, collects, throws */
uint64_t rt_global_declare_lexical(rt_context *, uint64_t *, uint64_t, void *, uint32_t /* Mutability */); /* throws */
uint64_t rt_global_declare_var(rt_context *, uint64_t *, uint64_t, uint32_t /* Deletable */); /* calls JavaScript, collects, throws */
uint64_t rt_global_declare_function(rt_context *, uint64_t *, uint64_t, uint64_t, uint32_t /* Deletable */); /* calls JavaScript, collects, throws */
int32_t rt_with_has(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_with_get(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_with_get_sloppy(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_with_set(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_with_set_sloppy(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_direct_eval(rt_context *, uint64_t *, int64_t, uint64_t, void *, void *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_env_new(rt_context *, uint32_t); /* throws */
uint64_t rt_closure(rt_context *, void *, void *, uint64_t); /* throws */
uint64_t rt_set_function_name(rt_context *, uint64_t *, uint64_t, uint64_t, uint32_t /* MethodKind */); /* throws */
uint64_t rt_class_new(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_super_constructor(rt_context *, uint64_t); /* pure */
uint64_t rt_create_this(rt_context *, uint64_t *, uint64_t, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_init_fields(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_call_value(rt_context *, uint64_t *, int64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_call_checked(rt_context *, uint64_t *, int64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_construct(rt_context *, uint64_t *, int64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_call_spread(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_construct_spread(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_rest(rt_context *, void *, int64_t, uint32_t); /* throws */
uint64_t rt_arguments(rt_context *, void *, int64_t); /* throws */
uint64_t rt_map_arguments(rt_context *, uint64_t, uint64_t, uint64_t, uint32_t); /* throws */
uint64_t rt_object_new(rt_context *, uint32_t, void *); /* throws */
uint64_t rt_array_new(rt_context *, uint32_t); /* throws */
uint64_t rt_array_push(rt_context *, uint64_t, uint64_t); /* throws */
int32_t rt_array_append_dense(rt_context *, uint64_t, uint64_t); /* plain */
uint64_t rt_array_append(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_get_prop(rt_context *, uint64_t *, uint64_t, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_get_data(rt_context *, uint64_t, uint64_t, void *); /* plain */
uint64_t rt_set_prop(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_set_prop_sloppy(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_init_prop(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, void *); /* calls JavaScript, collects, throws */
int32_t rt_layout_learn(rt_context *, uint64_t, void *, void *, void *); /* plain */
uint64_t rt_get_elem(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_set_elem(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_set_elem_sloppy(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_define_field(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_delete(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_delete_sloppy(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_get_super(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_set_super(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_set_super_sloppy(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_define_method(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, uint32_t /* MethodKind */, uint32_t /* Enumerable */); /* calls JavaScript, collects, throws */
void rt_set_proto_literal(rt_context *, uint64_t *, uint64_t, uint64_t); /* plain */
uint64_t rt_copy_props(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_template_object(rt_context *, uint64_t *, uint64_t, uint64_t); /* throws */
uint64_t rt_regexp_new(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_dispose_method(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_async_dispose_method(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_suppressed_error_new(rt_context *, uint64_t *, uint64_t, uint64_t); /* throws */
uint64_t rt_literal_new(rt_context *, uint64_t *, void *, uint32_t, void *); /* throws */
uint64_t rt_namespace_new(rt_context *, void *, uint32_t, void *); /* throws */
uint64_t rt_private_name(rt_context *, uint64_t); /* throws */
uint64_t rt_private_get(rt_context *, uint64_t *, uint64_t, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_private_set(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_private_define(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t, uint32_t /* PrivateKind */, void *); /* calls JavaScript, collects, throws */
int32_t rt_private_has(rt_context *, uint64_t *, uint64_t, uint64_t, void *); /* calls JavaScript, collects, throws */
uint64_t rt_iter_open(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_iter_next(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_iter_skip(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_iter_close(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
void rt_iter_close_silent(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects */
uint64_t rt_iter_rest(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_iter_result_value(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_async_iter_open(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_async_iter_next(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_async_iter_step(rt_context *, uint64_t *, uint64_t, uint32_t /* ResumeMode */, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_async_iter_close(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
int32_t rt_iter_result_done(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_check_iter_result(rt_context *, uint64_t *, uint64_t); /* throws */
uint64_t rt_for_in_open(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_for_in_next(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_evaluate_module(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_program_promise(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_import_type(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_find_module(rt_context *, uint64_t *, uint64_t, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_generator_new(rt_context *, uint64_t *, uint64_t, void *, void *, void *); /* calls JavaScript, collects, throws */
uint64_t rt_coroutine_new(rt_context *, uint64_t *, void *, void *); /* throws */
uint64_t rt_async_generator_new(rt_context *, uint64_t *, uint64_t, void *, void *); /* calls JavaScript, collects, throws */
uint64_t rt_async_start(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_async_return(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_async_throw(rt_context *, uint64_t *, uint64_t); /* throws */
uint64_t rt_generator_answer(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_generator_result(rt_context *, uint64_t, uint64_t); /* throws */
uint64_t rt_generator_unwrap(rt_context *, uint64_t *, uint64_t, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_delegate_step(rt_context *, uint64_t *, uint64_t, uint32_t /* ResumeMode */, uint64_t); /* calls JavaScript, collects, throws */
uint64_t rt_delegate_result(rt_context *); /* plain */
uint64_t rt_delegate_pass(rt_context *, uint64_t *, uint64_t); /* calls JavaScript, collects, throws */
void rt_gc_poll(rt_context *, uint64_t *); /* collects */

#ifdef __cplusplus
}
#endif

#endif
