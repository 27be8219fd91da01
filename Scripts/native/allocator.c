// A process that loads the library keeps its own allocator, which has nothing to say where there is no memory.
void wm_on_no_memory(void (*function)(void *), void *context) {
  (void)function;
  (void)context;
}
