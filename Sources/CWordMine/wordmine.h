// wordmine: the words of Chinese corpora, for C and whatever calls C.
//
//   wordmine_corpus *corpus; wordmine_words *words; char *message = NULL;
//   const char *paths[] = {"corpus.txt"};
//   if (wordmine_corpus_of_files(paths, 1, NULL, &corpus, &message)) …
//   if (wordmine_discover(corpus, "{\"min_count\": 3}", NULL, &words, &message)) …
//   wordmine_words_save(words, "words.tsv", NULL, &message);
//   wordmine_words_free(words);
//   wordmine_corpus_free(corpus);
//
// Errors. A function that can fail returns a status: 0, or one of those below, which are the exit statuses
// of the command. It then sets *message, unless `message` is NULL, to what was found, where, and
// what would work, in UTF-8, but for names of files, which are as they were passed; the caller frees it with wordmine_free. Outputs are set only by success. No
// bytes, options or NULL handles end the process.
//
// Ownership. What a function puts into its output belongs to the caller, who frees it with the function named
// after its type; these take NULL, too. Handles hold what they need: a corpus may be freed before the words
// that were found in it. Texts that are passed in are copied where they are kept.
//
// Threads. All functions may be called at the same time, also with the same segmenter, words or table. A
// corpus and a task are for one call at a time, except wordmine_task_interrupt, which is for other threads. A
// process may fork while no call is running in it, and in a child that was forked during one, all may
// be called again.
//
// Options. A JSON object, NULL for none; an unknown name or a wrong value is WORDMINE_USAGE, and
// the message names those that are known. Lists of files are arrays of strings; the bytes of a name need not be
// UTF-8. "temporary" is a directory, by default TMPDIR, else /tmp.
#ifndef WORDMINE_H
#define WORDMINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The Arrow C data interface, word for word as its specification has it.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#endif

// Statuses.
#define WORDMINE_OK 0
#define WORDMINE_USAGE 64          // an option or argument that cannot be; too little memory is allowed
#define WORDMINE_DATA 65           // a file is damaged, or not what it should be
#define WORDMINE_NO_INPUT 66       // a file does not exist, or may not be read
#define WORDMINE_SOFTWARE 70       // a fault of this library
#define WORDMINE_SYSTEM 71         // the system refused memory
#define WORDMINE_CANNOT_CREATE 73  // a file cannot be created
#define WORDMINE_INPUT_OUTPUT 74   // reading or writing failed
#define WORDMINE_INTERRUPTED 130

typedef struct wordmine_task wordmine_task;
typedef struct wordmine_corpus wordmine_corpus;
typedef struct wordmine_words wordmine_words;
typedef struct wordmine_segmenter wordmine_segmenter;

// The version of the library, such as "0.1.0"; not to be freed.
const char *wordmine_version(void);

// Frees a message or bytes.
void wordmine_free(void *memory);

// MARK: A task: the interrupt and the progress of one call

// Receives the name of a stage, and the share of it that is done, from 0 to 1; on any thread of the call, but
// never two at once. It must not call the library.
typedef void (*wordmine_progress)(void *context, const char *stage, double fraction);

// `progress` may be NULL.
wordmine_task *wordmine_task_new(wordmine_progress progress, void *context);

// The call that has the task returns WORDMINE_INTERRUPTED well within a second; so does every later one that
// is given it. No file is left behind. A single text of wordmine_cut_all is cut to its end first.
void wordmine_task_interrupt(wordmine_task *task);
void wordmine_task_free(wordmine_task *task);

// MARK: A corpus

// The text of files, one after the other; they are read when a call works on them. Plain or compressed by
// gzip, bzip2, xz or zstd; "-" is standard input.
//
// Options: "encoding": a name; "column": of a table, by number from 1 or name, or the key of JSON Lines;
// "unique_lines", "strict": true leaves out repeated lines, stops at invalid bytes.
int wordmine_corpus_of_files(const char *const *paths, size_t count, const char *options,
                             wordmine_corpus **corpus, char **message);

// A corpus of bytes that will be appended; the same options, and "memory": the bytes that may stay in memory,
// by default 64 MiB; "temporary": the directory of what does not.
int wordmine_corpus_new(const char *options, wordmine_corpus **corpus, char **message);

// Adds bytes, which may end anywhere. WORDMINE_USAGE once a call has worked on the corpus.
int wordmine_corpus_append(wordmine_corpus *corpus, const uint8_t *bytes, size_t count,
                           char **message);
void wordmine_corpus_free(wordmine_corpus *corpus);

// MARK: Words

// Finds the words of a corpus, as `wordmine discover` does, and by the same options: "method", "effort",
// "granularity", "min_count", "max_length", "phrases", "single_characters", "non_han", "script", "seed",
// "threads", "temporary", "known", "dictionary", "numbers", "counts", "update", "sort", "limit",
// "normalized". Besides: "memory": bytes, by default 1 GiB; "known_words": words to leave out;
// "model": whether to learn what can segment other text, by default false. `task` may be NULL.
int wordmine_discover(wordmine_corpus *corpus, const char *options, wordmine_task *task,
                      wordmine_words **words, char **message);

// The number of words.
size_t wordmine_words_count(const wordmine_words *words);

// What the caller should know of the result, a line each, such as why a dictionary did not guide, or which known
// words no text can have; NULL if there is nothing to say. Freed with wordmine_free.
char *wordmine_words_note(const wordmine_words *words);

// The words as a struct array: word, score, count, raw_count, contexts, cohesion, left_entropy,
// right_entropy, gain, kind, and where known words guided, termhood and parts. Each call makes another copy, whose
// two parts are released by whoever takes them.
int wordmine_words_table(const wordmine_words *words, struct ArrowSchema *schema,
                         struct ArrowArray *array, char **message);

// Writes the words as a dictionary; `format` is the name of one, NULL for that which the end of the name
// asks for. Columns that it has no place for are left out.
int wordmine_words_save(const wordmine_words *words, const char *path, const char *format,
                        char **message);

// Writes the model. WORDMINE_USAGE without the option "model".
int wordmine_words_save_model(const wordmine_words *words, const char *path, char **message);

// What cuts other text into these words: by the model if there is one, else by the words alone.
int wordmine_words_segmenter(const wordmine_words *words, wordmine_segmenter **segmenter,
                             char **message);
void wordmine_words_free(wordmine_words *words);

// MARK: Cutting text

// Reads a model, or dictionaries of any format: what a later one says of a word is taken.
int wordmine_segmenter_open(const char *const *paths, size_t count,
                            wordmine_segmenter **segmenter, char **message);

// Reads the bytes of a file that wordmine_segmenter_open would read.
int wordmine_segmenter_from_bytes(const uint8_t *bytes, size_t count,
                                  wordmine_segmenter **segmenter, char **message);

// The same segmenter as bytes, freed with wordmine_free.
int wordmine_segmenter_bytes(const wordmine_segmenter *segmenter, uint8_t **bytes,
                             size_t *count, char **message);

// Cuts a text in UTF-8, as `wordmine segment` does. Words and punctuation marks are at places from starts[i] to
// ends[i], in code points; blanks are left out. Invalid bytes count as a code point each, but for those that
// continue a character. A text has less than 2^32 code points.
//
// Returns the number of words; no more than `capacity` are written. A text of n code points has at most n.
size_t wordmine_cut(const wordmine_segmenter *segmenter, const uint8_t *text, size_t count,
                    uint32_t *starts, uint32_t *ends, size_t capacity);

// Cuts a text, and writes its words with `separator`, a byte of ASCII, between them; where the text itself has the
// separator, it stands there, too, and wordmine_cut tells the two apart. Returns the number of bytes; no
// more than `capacity` are written. A text of n bytes has at most 2n.
size_t wordmine_segment(const wordmine_segmenter *segmenter, const uint8_t *text, size_t count,
                        char separator, uint8_t *output, size_t capacity);

// Cuts many texts, on several threads: text i ends before byte text_ends[i], and begins where the one before
// it ends. Its words are those from number word_ends[i - 1] up to word_ends[i]; the arrays `starts`
// and `ends` have as many places as all texts have bytes. `task` may be NULL.
int wordmine_cut_all(const wordmine_segmenter *segmenter, const uint8_t *texts,
                     const size_t *text_ends, size_t count, int threads, wordmine_task *task,
                     uint32_t *starts, uint32_t *ends, size_t *word_ends, char **message);
void wordmine_segmenter_free(wordmine_segmenter *segmenter);

// MARK: Counting

// Counts the n-grams of a corpus, as `wordmine count` does, into a file: binary if its name ends in .counts, else
// a TSV. Options: "order", 1 to 8, by default 4; "script"; "threads"; "memory"; "temporary".
int wordmine_count(wordmine_corpus *corpus, const char *options, wordmine_task *task,
                   const char *path, char **message);

// Adds up counts files, byte for byte as if their texts were counted together. Options: "threads", "memory",
// "temporary".
int wordmine_merge(const char *const *paths, size_t count, const char *options,
                   wordmine_task *task, const char *path, char **message);

// MARK: The command

// Runs the command `wordmine` on the arguments of this process, and may end it. For the `main` of a program that
// does nothing else.
int wordmine_main(int argc, char **argv);

#ifdef __cplusplus
}
#endif

#endif
