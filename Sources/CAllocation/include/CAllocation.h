// What the command does where memory is refused. Swift and C++ end the process with a trap, and some
// libraries wait for ever; this says what happened, and ends it with a status.
#ifndef WORDMINE_CALLOCATION_H
#define WORDMINE_CALLOCATION_H

#include <stddef.h>

// The status with which the process ends.
enum { WM_NO_MEMORY_STATUS = 71 };

// Has `clean_up` called before the process ends, once, on the thread that found no memory.
void wm_on_no_memory(void (*_Nonnull clean_up)(void *_Nullable context), void *_Nullable context);

#endif
