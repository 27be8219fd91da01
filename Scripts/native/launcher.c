// The command `wordmine`, all of which is in the library beside it.
#include <wordmine.h>

int main(int argc, char **argv) { return wordmine_main(argc, argv); }
