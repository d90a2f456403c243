/* The start-up stub of an executable: hands the compiled program to the runtime. */

struct rt_module;

extern const struct rt_module yarrow_module;

/* Creates a context on a stack of its own size, runs the program, reports an uncaught exception on
   standard error and answers the exit status. */
extern int rt_main(const struct rt_module *module, int argc, char **argv);

int main(int argc, char **argv)
{
    return rt_main(&yarrow_module, argc, argv);
}
