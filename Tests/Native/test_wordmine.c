// Tests the C interface: what it returns, what it refuses, and that no bytes or options end the process.
//
//   test_wordmine [ROUNDS]: so many rounds of damaged models, dictionaries, texts and options.
#include <wordmine.h>

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int passed, failed;

#define CHECK(condition) \
  do { \
    if (condition) { passed++; break; } \
    failed++; \
    fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
  } while (0)

// Random numbers that are the same in each run.
static uint64_t state = 42;
static uint32_t below(uint32_t limit) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % limit;
}

// A text of words that stand in any order, so that each has many neighbours.
static const char *const vocabulary[] = {"茶园", "师傅", "山上", "采茶", "春天", "下雨",
                                         "喝茶", "村子", "朋友", "今天", "明天", "很好"};
static char *make_text(int words) {
  char *text = malloc((size_t)words * 12 + 1), *end = text;
  for (int i = 0; i < words; i++) {
    end = stpcpy(end, vocabulary[below(12)]);
    if (i % 7 == 6) end = stpcpy(end, "。\n");
  }
  return text;
}

// Whether a call failed with a status and a message that holds a text.
static int fails(int status, int expected, char **message, const char *text) {
  int is_so = status == expected && *message && strstr(*message, text);
  if (!is_so) fprintf(stderr, "%d: %s\n", status, *message ? *message : "(no message)");
  wordmine_free(*message);
  *message = NULL;
  return is_so;
}

static wordmine_corpus *corpus_of(const char *text, size_t count, size_t chunk) {
  wordmine_corpus *corpus = NULL;
  CHECK(wordmine_corpus_new(NULL, &corpus, NULL) == WORDMINE_OK);
  for (size_t place = 0; place < count; place += chunk) {
    size_t size = count - place < chunk ? count - place : chunk;
    CHECK(wordmine_corpus_append(corpus, (const uint8_t *)text + place, size, NULL) == 0);
  }
  return corpus;
}

static wordmine_words *discover(const char *text, const char *options) {
  wordmine_corpus *corpus = corpus_of(text, strlen(text), 1001);
  wordmine_words *words = NULL;
  char *message = NULL;
  CHECK(wordmine_discover(corpus, options, NULL, &words, &message) == WORDMINE_OK);
  if (message) fprintf(stderr, "%s\n", message);
  wordmine_corpus_free(corpus);
  return words;
}

static void test_words(const char *text) {
  wordmine_words *words = discover(text, "{\"min_count\": 2}");
  size_t count = wordmine_words_count(words);
  CHECK(count >= 12);
  struct ArrowSchema schema;
  struct ArrowArray array;
  CHECK(wordmine_words_table(words, &schema, &array, NULL) == WORDMINE_OK);
  CHECK(array.length == (int64_t)count && array.n_children == 10 && schema.n_children == 10);
  CHECK(!strcmp(schema.format, "+s") && !strcmp(schema.children[0]->name, "word"));
  CHECK(!strcmp(schema.children[0]->format, "U") && !strcmp(schema.children[2]->format, "l"));
  const int64_t *ends = array.children[0]->buffers[1];
  const char *bytes = array.children[0]->buffers[2];
  const int64_t *counts = array.children[2]->buffers[1];
  int found = 0;
  for (size_t i = 0; i < count; i++) {
    CHECK(counts[i] >= 2 && ends[i + 1] > ends[i]);
    for (int j = 0; j < 12; j++) {
      size_t length = strlen(vocabulary[j]);
      if ((size_t)(ends[i + 1] - ends[i]) == length && !memcmp(bytes + ends[i], vocabulary[j], length)) found++;
    }
  }
  CHECK(found == 12);
  // A child that is moved away outlives the rest.
  struct ArrowArray child = *array.children[0];
  array.children[0]->release = NULL;
  array.release(&array);
  schema.release(&schema);
  CHECK(array.release == NULL && schema.release == NULL);
  CHECK(((const int64_t *)child.buffers[1])[1] > 0);
  child.release(&child);
  wordmine_words_free(words);

  words = discover(text, "{\"known_words\": [\"茶园\", \"师傅\"], \"limit\": 5, \"sort\": \"count\"}");
  CHECK(wordmine_words_count(words) == 5);
  wordmine_words_free(words);
}

// The words of a text with a blank between them.
static char *cut(const wordmine_segmenter *segmenter, const char *text) {
  static char result[4096];
  uint32_t starts[512], ends[512];
  size_t count = wordmine_cut(segmenter, (const uint8_t *)text, strlen(text), starts, ends, 512);
  char *end = result;
  for (size_t i = 0; i < count && i < 512; i++) {
    const char *byte = text;
    for (uint32_t point = 0; point < ends[i]; byte++) {
      if (point >= starts[i]) *end++ = *byte;
      if ((byte[1] & 0xC0) != 0x80) point++;
    }
    *end++ = ' ';
  }
  *end = 0;
  return result;
}

static void test_segmenter(const char *text) {
  wordmine_words *words = discover(text, "{\"model\": true}");
  wordmine_segmenter *segmenter = NULL, *again = NULL;
  CHECK(wordmine_words_segmenter(words, &segmenter, NULL) == WORDMINE_OK);
  wordmine_words_free(words);
  CHECK(!strcmp(cut(segmenter, "师傅采茶, abc 茶园"), "师傅 采茶 , abc 茶园 "));
  uint8_t *bytes = NULL;
  size_t count = 0;
  CHECK(wordmine_segmenter_bytes(segmenter, &bytes, &count, NULL) == WORDMINE_OK && count > 100);
  CHECK(wordmine_segmenter_from_bytes(bytes, count, &again, NULL) == WORDMINE_OK);
  char *first = strdup(cut(segmenter, text + 300));
  CHECK(!strcmp(first, cut(again, text + 300)));
  free(first);
  wordmine_free(bytes);
  wordmine_segmenter_free(again);

  // Fewer places than words: the number is right, and nothing beyond is written.
  uint32_t starts[2] = {7, 7}, ends[2] = {7, 7};
  CHECK(wordmine_cut(segmenter, (const uint8_t *)"师傅采茶", 12, starts, ends, 1) == 2);
  CHECK(starts[0] == 0 && ends[0] == 2 && starts[1] == 7 && ends[1] == 7);
  CHECK(wordmine_cut(segmenter, NULL, 0, NULL, NULL, 0) == 0);

  // The same with a sign between the words, and no byte beyond what there is room for.
  char joined[32];
  for (size_t room = 0; room <= 16; room++) {
    memset(joined, '#', sizeof joined);
    CHECK(wordmine_segment(segmenter, (const uint8_t *)"师傅 采茶", 13, '|', (uint8_t *)joined, room) == 13);
    CHECK(joined[room] == '#' && (room < 13 || !memcmp(joined, "师傅|采茶", 13)));
  }
  CHECK(wordmine_segment(segmenter, (const uint8_t *)"师傅", 6, '|', NULL, 9) == 6);

  // Many texts at once are cut like each alone.
  size_t lines = 0, size = strlen(text), text_ends[2000], word_ends[2000];
  for (size_t i = 0; i < size && lines < 2000; i++) if (text[i] == '\n') text_ends[lines++] = i + 1;
  size_t last = text_ends[lines - 1];
  uint32_t *all_starts = malloc(4 * last), *all_ends = malloc(4 * last);
  for (int threads = 1; threads <= 3; threads += 2) {
    CHECK(wordmine_cut_all(segmenter, (const uint8_t *)text, text_ends, lines, threads, NULL, all_starts, all_ends,
                           word_ends, NULL) == WORDMINE_OK);
    int is_same = 1;
    for (size_t i = 0; i < lines; i++) {
      uint32_t some_starts[512], some_ends[512];
      size_t start = i ? text_ends[i - 1] : 0, first = i ? word_ends[i - 1] : 0;
      size_t number = wordmine_cut(segmenter, (const uint8_t *)text + start, text_ends[i] - start, some_starts,
                                   some_ends, 512);
      is_same &= number == word_ends[i] - first && !memcmp(some_starts, all_starts + first, 4 * number)
          && !memcmp(some_ends, all_ends + first, 4 * number);
    }
    CHECK(is_same);
  }
  free(all_starts);
  free(all_ends);
  wordmine_segmenter_free(segmenter);

  const char *lexicon = "茶园\t3\n师傅\t2\n";
  CHECK(wordmine_segmenter_from_bytes((const uint8_t *)lexicon, strlen(lexicon), &segmenter, NULL) == 0);
  CHECK(!strcmp(cut(segmenter, "师傅的茶园"), "师傅 的 茶园 "));
  wordmine_segmenter_free(segmenter);
}

static void test_errors(void) {
  char *message = NULL;
  wordmine_corpus *corpus = NULL;
  wordmine_words *words = NULL;
  wordmine_segmenter *segmenter = NULL;
  const char *missing[] = {"/nonexistent/file"};
  CHECK(fails(wordmine_corpus_of_files(missing, 1, NULL, &corpus, &message), WORDMINE_NO_INPUT, &message,
              "/nonexistent/file: no such file"));
  CHECK(fails(wordmine_segmenter_open(missing, 1, &segmenter, &message), WORDMINE_NO_INPUT, &message, "no such"));
  CHECK(fails(wordmine_segmenter_open(NULL, 0, &segmenter, &message), WORDMINE_USAGE, &message, "no file"));
  CHECK(fails(wordmine_corpus_new("[]", &corpus, &message), WORDMINE_USAGE, &message, "JSON"));
  CHECK(fails(wordmine_corpus_new("{\"encoding\": \"x\"}", &corpus, &message), WORDMINE_USAGE, &message, "gb18030"));
  CHECK(fails(wordmine_discover(NULL, NULL, NULL, &words, &message), WORDMINE_USAGE, &message, "NULL"));
  CHECK(wordmine_discover(NULL, NULL, NULL, NULL, NULL) == WORDMINE_USAGE);
  const char *const wrong[] = {
      "{\"min_cnt\": 1}",       "{\"min_count\": 0}",     "{\"min_count\": \"a\"}",   "{\"granularity\": 21}",
      "{\"threads\": 0}",       "{\"memory\": 1}",        "{\"method\": \"x\"}",      "{\"max_length\": 65}",
      "{\"seed\": -1}",         "{\"sort\": \"x\"}",      "{\"limit\": -1}",          "{\"numbers\": \"join\"}",
      "{\"memory\": -9223372036854775808}", "{\"threads\": 9223372036854775807}", "{\"min_count\": 1e300}",
      "{\"method\": \"pmi\", \"model\": true}",
  };
  corpus = corpus_of("茶园在山上", 15, 4);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    CHECK(fails(wordmine_discover(corpus, wrong[i], NULL, &words, &message), WORDMINE_USAGE, &message, ""));
  }
  CHECK(fails(wordmine_discover(corpus, "{\"max_length\": 99}", NULL, &words, &message), WORDMINE_USAGE, &message,
              "max_length is 99; it can be 1 to 64"));
  CHECK(fails(wordmine_discover(corpus, "{\"known\": [\"/nonexistent/\377\"]}", NULL, &words, &message),
              WORDMINE_NO_INPUT, &message, "/nonexistent/\377: no such file"));
  CHECK(fails(wordmine_discover(corpus, "{\"temporary\": \"/nonexistent\"}", NULL, &words, &message),
              WORDMINE_CANNOT_CREATE, &message, "/nonexistent"));
  CHECK(fails(wordmine_discover(corpus, "{\"known\": [\"/nonexistent\"]}", NULL, &words, &message),
              WORDMINE_NO_INPUT, &message, "/nonexistent"));
  CHECK(wordmine_discover(corpus, NULL, NULL, &words, NULL) == WORDMINE_OK);
  CHECK(fails(wordmine_corpus_append(corpus, (const uint8_t *)"x", 1, &message), WORDMINE_USAGE, &message, "append"));
  CHECK(fails(wordmine_words_save_model(words, "/tmp/x.model", &message), WORDMINE_USAGE, &message, "model"));
  CHECK(fails(wordmine_words_save(words, "/nonexistent/x.tsv", NULL, &message), WORDMINE_CANNOT_CREATE, &message,
              "/nonexistent/x.tsv"));
  CHECK(fails(wordmine_words_save(words, "/tmp/x.tsv", "x", &message), WORDMINE_USAGE, &message, "jieba"));
  wordmine_words_free(words);
  CHECK(fails(wordmine_count(corpus, "{\"order\": 9}", NULL, "/tmp/x", &message), WORDMINE_USAGE, &message, "1 to 8"));
  wordmine_corpus_free(corpus);
  const char *damaged = "WMMODEL_\003\001\002";
  CHECK(fails(wordmine_segmenter_from_bytes((const uint8_t *)damaged, 11, &segmenter, &message), WORDMINE_DATA,
              &message, "<bytes>"));
  size_t ends[2] = {3, 1};
  CHECK(fails(wordmine_cut_all(NULL, NULL, ends, 2, 1, NULL, NULL, NULL, NULL, &message), WORDMINE_USAGE, &message, ""));
  CHECK(wordmine_words_note(NULL) == NULL && wordmine_words_count(NULL) == 0);
  wordmine_corpus_free(NULL), wordmine_words_free(NULL), wordmine_segmenter_free(NULL), wordmine_task_free(NULL);
  wordmine_task_interrupt(NULL), wordmine_free(NULL);
}

static char *read_file(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) return strdup("");
  char *text = calloc(1, 1 << 16);
  size_t count = fread(text, 1, (1 << 16) - 1, file);
  text[count] = 0;
  fclose(file);
  return text;
}

static void test_counts(const char *folder) {
  char one[256], two[256], sum[256], table[256], whole[256];
  snprintf(one, 256, "%s/1.counts", folder), snprintf(two, 256, "%s/2.counts", folder);
  snprintf(sum, 256, "%s/sum.tsv", folder), snprintf(table, 256, "%s/table.tsv", folder);
  snprintf(whole, 256, "%s/whole.counts", folder);
  const char *options = "{\"order\": 2}";
  wordmine_corpus *corpus = corpus_of("茶园茶园\n", 13, 100);
  CHECK(wordmine_count(corpus, options, NULL, one, NULL) == WORDMINE_OK);
  wordmine_corpus_free(corpus);
  corpus = corpus_of("园茶\n", 7, 100);
  CHECK(wordmine_count(corpus, options, NULL, two, NULL) == WORDMINE_OK);
  wordmine_corpus_free(corpus);
  corpus = corpus_of("茶园茶园\n园茶\n", 20, 100);
  CHECK(wordmine_count(corpus, options, NULL, table, NULL) == WORDMINE_OK);
  wordmine_corpus_free(corpus);
  const char *parts[] = {one, two};
  CHECK(wordmine_merge(parts, 2, NULL, NULL, sum, NULL) == WORDMINE_OK);
  char *merged = read_file(sum), *counted = read_file(table);
  CHECK(!strcmp(merged, counted) && strstr(counted, "茶园\t2\n") && strstr(counted, "园茶\t2\n"));
  free(merged), free(counted);
  unlink(one), unlink(two), unlink(sum), unlink(table), unlink(whole);
}

struct seen { int calls; double last; };

static void note(void *context, const char *stage, double fraction) {
  struct seen *seen = context;
  seen->calls += stage[0] != 0;
  seen->last = fraction;
}

static void *interrupt_soon(void *task) {
  usleep(50000);
  wordmine_task_interrupt(task);
  return NULL;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void test_task(const char *text) {
  struct seen seen = {0, -1};
  wordmine_task *task = wordmine_task_new(note, &seen);
  wordmine_corpus *corpus = corpus_of(text, strlen(text), 100000);
  wordmine_words *words = NULL;
  CHECK(wordmine_discover(corpus, "{\"threads\": 2}", task, &words, NULL) == WORDMINE_OK);
  CHECK(seen.calls > 3 && seen.last >= 0 && seen.last <= 1);
  wordmine_words_free(words);
  words = NULL;
  pthread_t thread;
  pthread_create(&thread, NULL, interrupt_soon, task);
  double start = now();
  int status;
  do {
    status = wordmine_discover(corpus, "{\"threads\": 2, \"effort\": \"utmost\"}", task, &words, NULL);
    if (status == WORDMINE_OK) wordmine_words_free(words);
  } while (status == WORDMINE_OK && now() - start < 60);
  CHECK(status == WORDMINE_INTERRUPTED);
  pthread_join(thread, NULL);
  wordmine_task_free(task);
  words = NULL;
  CHECK(wordmine_discover(corpus, NULL, NULL, &words, NULL) == WORDMINE_OK);
  wordmine_words_free(words);
  wordmine_corpus_free(corpus);
}

struct shared { const wordmine_segmenter *segmenter; const char *text; int wrong; };

static void *cut_often(void *context) {
  struct shared *shared = context;
  uint32_t starts[2][600], ends[2][600];
  size_t expected = wordmine_cut(shared->segmenter, (const uint8_t *)shared->text, 900, starts[0], ends[0], 600);
  for (int i = 0; i < 300; i++) {
    size_t count = wordmine_cut(shared->segmenter, (const uint8_t *)shared->text, 900, starts[1], ends[1], 600);
    shared->wrong += count != expected || memcmp(ends[0], ends[1], 4 * count) != 0;
  }
  return NULL;
}

static void test_threads(const char *text) {
  wordmine_words *words = discover(text, "{\"model\": true}");
  wordmine_segmenter *segmenter = NULL;
  wordmine_words_segmenter(words, &segmenter, NULL);
  pthread_t threads[4];
  struct shared shared[4];
  for (int i = 0; i < 4; i++) {
    shared[i] = (struct shared){segmenter, text, 0};
    pthread_create(&threads[i], NULL, cut_often, &shared[i]);
  }
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    CHECK(shared[i].wrong == 0);
  }
  // Children that are forked beside cuts.
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, cut_often, &shared[i]);
  for (int i = 0; i < 50; i++) {
    pid_t child = fork();
    if (child == 0) _exit(wordmine_cut(segmenter, (const uint8_t *)text, 900, NULL, NULL, 0) == 0);
    int status = 1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  wordmine_segmenter_free(segmenter);
  wordmine_words_free(words);
}

// Damages some bytes: changes, removes or repeats them.
static size_t damage(uint8_t *bytes, size_t count) {
  for (uint32_t times = 1 + below(4); times > 0 && count > 8; times--) {
    size_t place = below((uint32_t)count);
    switch (below(4)) {
    case 0: bytes[place] = (uint8_t)below(256); break;
    case 1: bytes[place] ^= (uint8_t)(1 << below(8)); break;
    case 2: count = place + 1; break;
    default: memmove(bytes + place / 2, bytes + place, count - place); count -= place - place / 2;
    }
  }
  return count;
}

static void test_damage(const char *text, int rounds) {
  wordmine_words *words = discover(text, "{\"model\": true, \"single_characters\": true}");
  wordmine_segmenter *model = NULL, *segmenter;
  wordmine_words_segmenter(words, &model, NULL);
  uint8_t *bytes = NULL;
  size_t count = 0;
  wordmine_segmenter_bytes(model, &bytes, &count, NULL);
  wordmine_words_free(words);
  const char *lexicon = "word\tscore\tcount\n茶园\t1\t3\n师傅\t2\t2\n山 上\t1\t\n\"a\"\t1\t1\n";
  const char *options = "{\"min_count\": 2, \"granularity\": 1.5, \"method\": \"fast\", \"known_words\": [\"茶园\"], "
                        "\"threads\": 2, \"limit\": 10, \"max_length\": 4, \"model\": true, \"script\": \"simplified\"}";
  uint8_t *damaged = malloc(count + 8192);
  uint32_t *starts = malloc(4 * 8192), *ends = malloc(4 * 8192);
  for (int round = 0; round < rounds; round++) {
    const char *source = round % 2 ? lexicon : (const char *)bytes;
    size_t size = round % 2 ? strlen(lexicon) : count;
    memcpy(damaged, source, size);
    size = damage(damaged, size);
    segmenter = NULL;
    char *message = NULL;
    int status = wordmine_segmenter_from_bytes(damaged, size, &segmenter, &message);
    CHECK((status == WORDMINE_OK) == (segmenter != NULL) && (status == WORDMINE_OK) == (message == NULL));
    wordmine_free(message);
    // Bytes of all kinds, cut by what was read, or by the sound model.
    size_t length = below(600) + 1;
    memcpy(damaged, text, length);
    length = damage(damaged, length);
    size_t words = wordmine_cut(segmenter ? segmenter : model, damaged, length, starts, ends, 8192);
    CHECK(words <= length);
    for (size_t i = 0; i < words; i++) {
      if (starts[i] > ends[i] || (i && starts[i] < ends[i - 1]) || ends[i] > length) failed++;
    }
    wordmine_segmenter_free(segmenter);
    // Damaged options, on a corpus of damaged bytes.
    uint8_t json[512] = {0};
    memcpy(json, options, strlen(options));
    json[damage(json, strlen(options))] = 0;
    wordmine_corpus *corpus = corpus_of((const char *)damaged, length, 97);
    wordmine_words *found = NULL;
    message = NULL;
    status = wordmine_discover(corpus, (const char *)json, NULL, &found, &message);
    CHECK((status == WORDMINE_OK) == (found != NULL));
    wordmine_free(message);
    wordmine_words_free(found);
    wordmine_corpus_free(corpus);
  }
  free(damaged), free(starts), free(ends);
  wordmine_free(bytes);
  wordmine_segmenter_free(model);
}

int main(int argc, char **argv) {
  char folder[] = "/tmp/wordmine-XXXXXX";
  if (!mkdtemp(folder)) return 1;
  char *text = make_text(4000);
  CHECK(strlen(wordmine_version()) >= 5);
  test_words(text);
  test_segmenter(text);
  test_errors();
  test_counts(folder);
  test_task(text);
  test_threads(text);
  test_damage(text, argc > 1 ? atoi(argv[1]) : 200);
  free(text);
  rmdir(folder);
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}
