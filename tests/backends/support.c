/* Stand-ins for the runtime functions the tests call, and what their data refer to. */
#include <math.h>
#include <stdint.h>
#include <string.h>

double rt_f64_rem(double a, double b) { return fmod(a, b); }
int32_t rt_strict_eq(uint64_t ctx, uint64_t a, uint64_t b) { (void)ctx; return a == b; }
uint64_t rt_add(uint64_t ctx, uint64_t sp, uint64_t a, uint64_t b) { return ctx + 10 * sp + 100 * a + 1000 * b; }
uint64_t rt_throw_error(uint64_t ctx, uint64_t sp, uint32_t kind, uint64_t message)
{
    (void)ctx; (void)sp; (void)message;
    return 0x2200 + kind;
}
static int polls;
void rt_gc_poll(uint64_t ctx, uint64_t sp) { (void)ctx; (void)sp; polls++; }
int64_t polls_seen(void) { return polls; }
int64_t external_word = 77;
int64_t combine(int64_t a, double b, int32_t c, double d) { return a + (int64_t)(b * 10) + c * 100 + (int64_t)(d * 1000); }

/* Eight of each, in turns: the last ones are on the stack in both calling conventions. */
double spread(int32_t i0, double d0, int64_t l0, int32_t i1, double d1, int64_t l1, int32_t i2, double d2, int64_t l2,
              int32_t i3, double d3, int64_t l3, double d4, double d5, double d6, double d7, double d8, int32_t i4)
{
    double ints = i0 + 2.0 * i1 + 3.0 * i2 + 4.0 * i3 + 5.0 * i4;
    double longs = (double)(l0 + 6 * l1 + 7 * l2 + 8 * l3);
    return ints + longs + d0 / 2 + d1 / 4 + d2 / 8 + d3 / 16 + d4 * 16 + d5 * 32 + d6 * 64 + d7 * 128 + d8 * 256;
}
