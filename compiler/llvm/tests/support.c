/* Stand-ins for the runtime functions the tests call. */
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
void rt_poll(uint64_t ctx, uint64_t sp) { (void)ctx; (void)sp; polls++; }
int64_t polls_seen(void) { return polls; }
int64_t external_word = 77;
int64_t combine(int64_t a, double b, int32_t c, double d) { return a + (int64_t)(b * 10) + c * 100 + (int64_t)(d * 1000); }
