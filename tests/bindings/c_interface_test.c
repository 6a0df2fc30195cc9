/* The C interface as a C program uses it: indexes, searches, pages, and does everything wrong once.
 *   c_interface_test DATA_FOLDER
 */
#define _POSIX_C_SOURCE 200809L
#include <dateline.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int failures = 0;

#define CHECK(condition)                                                           \
  do {                                                                             \
    if (!(condition)) {                                                            \
      fprintf(stderr, "%s:%d: FAILED: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                                  \
    }                                                                              \
  } while (0)

/* The error has this code, a message, and is freed. */
static void check_error(dateline_error *error, dateline_code code, int line) {
  if (error == NULL || dateline_error_code(error) != code ||
      dateline_error_message(error)[0] == '\0') {
    fprintf(stderr, "%d: FAILED: not an error with code %d: %s\n", line, (int)code,
            dateline_error_message(error));
    ++failures;
  }
  dateline_error_free(error);
}

static dateline_document *news(const char *key, const char *title, const char *text) {
  dateline_document *document = dateline_document_new(key);
  CHECK(dateline_document_set(document, "title", title, NULL) == 0);
  CHECK(dateline_document_set(document, "text", text, NULL) == 0);
  CHECK(dateline_document_set(document, "date", "2024-05-14", NULL) == 0);
  CHECK(dateline_document_set(document, "source", "Wire", NULL) == 0);
  return document;
}

static void add_and_free(dateline_indexer *indexer, dateline_document *document, int outcome) {
  CHECK(dateline_indexer_add(indexer, document, NULL) == outcome);
  dateline_document_free(document);
}

/* A folder of somebody's own is not an index: nothing in it is touched. */
static void other_folders_are_refused(const char *folder) {
  char path[128];
  char text[16] = "";
  const char *paths[1];
  dateline_error *error = NULL;
  FILE *file;
  CHECK(mkdir(folder, 0700) == 0);
  snprintf(path, sizeof path, "%s/LOCK", folder);
  file = fopen(path, "w");
  CHECK(file != NULL && fputs("keep", file) >= 0 && fclose(file) == 0);
  CHECK(dateline_indexer_open(folder, NULL, 64, &error) == NULL);
  check_error(error, DATELINE_USAGE, __LINE__);
  error = NULL;
  paths[0] = path;
  CHECK(dateline_update(folder, paths, 1, NULL, NULL, NULL, &error) == 0);
  check_error(error, DATELINE_USAGE, __LINE__);
  file = fopen(path, "r");
  CHECK(file != NULL && fgets(text, sizeof text, file) != NULL && strcmp(text, "keep") == 0);
  fclose(file);
}

static void documents_are_added_replaced_and_removed(const char *index) {
  dateline_error *error = NULL;
  dateline_indexer *indexer = dateline_indexer_open(index, NULL, 64, &error);
  CHECK(indexer != NULL);
  add_and_free(indexer, news("a", "Harbour opens", "The harbour of Odesa is open."),
               DATELINE_ADDED);
  add_and_free(indexer, news("b", "Harbour closes", "The harbour of Izmir is closed."),
               DATELINE_ADDED);
  add_and_free(indexer, news("c", "Grain ship", "A ship left the harbour."), DATELINE_ADDED);
  CHECK(dateline_indexer_publish(indexer, &error) == 1);
  add_and_free(indexer, news("c", "Grain ship", "A ship left the harbour."), DATELINE_UNCHANGED);
  add_and_free(indexer, news("b", "Harbour closes", "The harbour of Izmir is shut."),
               DATELINE_REPLACED);
  add_and_free(indexer, news("d", "Gone soon", "Not for long."), DATELINE_ADDED);
  CHECK(dateline_indexer_remove(indexer, "d", &error) == 1);
  CHECK(dateline_indexer_remove(indexer, "nobody", &error) == 0);
  CHECK(dateline_indexer_publish(indexer, &error) == 2);

  CHECK(dateline_indexer_open(index, NULL, 64, &error) == NULL);
  check_error(error, DATELINE_LOCKED, __LINE__);
  dateline_indexer_close(indexer);
}

static void documents_that_break_a_rule_are_refused(const char *index) {
  dateline_error *error = NULL;
  dateline_indexer *indexer = dateline_indexer_open(index, NULL, 64, &error);
  dateline_document *document = dateline_document_new("");
  CHECK(dateline_indexer_add(indexer, document, &error) == -1);
  check_error(error, DATELINE_BAD_INPUT, __LINE__);
  error = NULL;
  CHECK(dateline_document_set(document, "colour", "red", &error) == -1);
  check_error(error, DATELINE_USAGE, __LINE__);
  error = NULL;
  CHECK(dateline_document_set(document, "date", "some day", &error) == -1);
  check_error(error, DATELINE_USAGE, __LINE__);
  dateline_document_free(document);

  /* Bytes that are not UTF-8 are repaired, as in files. */
  document = news("latin", "Caf\xe9", "Caf\xe9 on the quay.");
  CHECK(dateline_indexer_add(indexer, document, NULL) == DATELINE_ADDED);
  dateline_document_free(document);
  dateline_indexer_close(indexer);
}

static void a_page_is_read_by_accessors_and_as_json(const dateline_searcher *searcher) {
  dateline_error *error = NULL;
  dateline_query *query = dateline_query_new("harbour odesa");
  dateline_query_set_timeline(query, DATELINE_YEAR);
  CHECK(dateline_query_add_facet(query, DATELINE_SOURCE) == 0);
  dateline_page *page = dateline_search(searcher, query, &error);
  CHECK(page != NULL && error == NULL);
  CHECK(dateline_page_generation(page) == 2);
  CHECK(dateline_page_total(page) == 3);
  CHECK(dateline_page_total_is_exact(page) == 1);
  CHECK(dateline_page_is_partial(page) == 0);
  CHECK(dateline_page_hit_count(page) == 3);
  CHECK(strcmp(dateline_hit_key(page, 0), "a") == 0);
  CHECK(strcmp(dateline_hit_title(page, 0), "Harbour opens") == 0);
  CHECK(strcmp(dateline_hit_date(page, 0), "2024-05-14") == 0);
  CHECK(strcmp(dateline_hit_source(page, 0), "Wire") == 0);
  CHECK(strcmp(dateline_hit_url(page, 0), "") == 0);
  CHECK(strcmp(dateline_hit_language(page, 0), "") == 0);
  CHECK(dateline_hit_rank(page, 0) == 1);
  CHECK(dateline_hit_score(page, 0) > dateline_hit_score(page, 1));
  const char *snippet = dateline_hit_snippet(page, 0);
  CHECK(dateline_hit_mark_count(page, 0) == 2);
  CHECK(strncmp(snippet + dateline_hit_mark_offset(page, 0, 0), "harbour",
                dateline_hit_mark_length(page, 0, 0)) == 0);
  CHECK(strstr(dateline_page_json(page), "\"version\":1") != NULL);
  CHECK(strstr(dateline_page_json(page), "\"Wire\",\"count\":3") != NULL);
  CHECK(strcmp(dateline_hit_key(page, 3), "") == 0);
  CHECK(dateline_hit_rank(page, 3) == 0 && dateline_hit_mark_offset(page, 0, 99) == 0);
  dateline_page_free(page);
  dateline_query_free(query);
}

static void hits_are_counted_exactly(const dateline_searcher *searcher) {
  dateline_query *query = dateline_query_new("\"harbour\" title:harbour");
  dateline_query_set_limit(query, 1);
  dateline_query_set_count_exactly(query, 1);
  dateline_page *page = dateline_search(searcher, query, NULL);
  CHECK(page != NULL);
  CHECK(dateline_page_total_is_exact(page) == 1);
  const uint64_t hits = dateline_page_total(page);
  CHECK(hits > 0);
  dateline_page_free(page);
  dateline_query_set_count_exactly(query, 0);
  dateline_query_set_limit(query, 0);
  page = dateline_search(searcher, query, NULL);
  CHECK(page != NULL);
  CHECK(dateline_page_total_is_exact(page) == 1 && dateline_page_total(page) == hits);
  dateline_page_free(page);
  dateline_query_free(query);
}

static void a_timeline_fits(const dateline_searcher *searcher) {
  dateline_query *query = dateline_query_new("harbour");
  dateline_query_set_timeline(query, DATELINE_AUTO);
  dateline_page *page = dateline_search(searcher, query, NULL);
  CHECK(page != NULL);
  CHECK(strstr(dateline_page_json(page), "\"timeline_unit\":\"day\"") != NULL);
  CHECK(strstr(dateline_page_json(page), "\"suspicious\":0") != NULL);
  dateline_page_free(page);
  dateline_query_set_timeline(query, DATELINE_CENTURY);
  page = dateline_search(searcher, query, NULL);
  CHECK(page != NULL);
  CHECK(strstr(dateline_page_json(page), "\"first\":\"2000-01-01\"") != NULL);
  dateline_page_free(page);
  dateline_query_free(query);
}

static void pages_follow_each_other(const dateline_searcher *searcher) {
  dateline_query *query = dateline_query_new("harbour");
  size_t hits = 0;
  dateline_query_set_limit(query, 1);
  dateline_query_set_sort(query, DATELINE_OLDEST);
  for (;;) {
    dateline_page *page = dateline_search(searcher, query, NULL);
    CHECK(page != NULL);
    if (page == NULL) break;
    hits += dateline_page_hit_count(page);
    CHECK(dateline_hit_rank(page, 0) == hits);
    const int more = dateline_page_next_cursor(page)[0] != '\0';
    CHECK(dateline_query_set_cursor(query, dateline_page_next_cursor(page)) == 0);
    dateline_page_free(page);
    if (!more) break;
  }
  CHECK(hits == 3);
  dateline_query_free(query);
}

static void wrong_queries_are_errors(const dateline_searcher *searcher) {
  dateline_error *error = NULL;
  dateline_query *query = dateline_query_new("harbour (");
  CHECK(dateline_search(searcher, query, &error) == NULL);
  CHECK(dateline_error_offset(error) == 8);
  CHECK(dateline_error_hint(error)[0] != '\0');
  CHECK(strcmp(dateline_error_suggestion(error), "harbour ") == 0);
  check_error(error, DATELINE_BAD_QUERY, __LINE__);
  CHECK(dateline_search(searcher, query, NULL) == NULL);
  error = NULL;
  CHECK(dateline_query_set_published(query, "2024-06", "2024-05", &error) == -1);
  check_error(error, DATELINE_USAGE, __LINE__);
  error = NULL;
  CHECK(dateline_query_set_published(query, "soon", NULL, &error) == -1);
  check_error(error, DATELINE_USAGE, __LINE__);
  dateline_query_free(query);

  /* part1-16: days that cannot be applied are never left out. */
  query = dateline_query_new("harbour");
  CHECK(dateline_query_set_published(query, "2023", NULL, NULL) == 0);
  CHECK(dateline_query_set_published(query, "soon", NULL, NULL) == -1);
  error = NULL;
  CHECK(dateline_search(searcher, query, &error) == NULL);
  check_error(error, DATELINE_USAGE, __LINE__);
  CHECK(dateline_query_set_published(query, NULL, NULL, NULL) == 0);
  dateline_page *whole = dateline_search(searcher, query, NULL);
  CHECK(whole != NULL);
  dateline_page_free(whole);
  dateline_query_free(query);

  /* Parameters by name: one that cannot be applied is not left out either. */
  query = dateline_query_new("harbour");
  CHECK(dateline_query_set(query, "source", "wire", NULL) == 0);
  CHECK(dateline_query_set(query, "feedback", "true", NULL) == 0);
  CHECK(dateline_query_set(query, "snippet_bytes", "0", NULL) == 0);
  whole = dateline_search(searcher, query, NULL);
  CHECK(whole != NULL && dateline_page_total(whole) > 0);
  CHECK(dateline_hit_snippet(whole, 0)[0] == '\0');
  CHECK(dateline_page_previous_cursor(whole)[0] == '\0');
  char last[32];
  snprintf(last, sizeof last, "%llu", (unsigned long long)dateline_page_last_document(whole));
  dateline_page_free(whole);
  CHECK(dateline_query_set(query, "after_document", last, NULL) == 0);
  whole = dateline_search(searcher, query, NULL);
  CHECK(whole != NULL && dateline_page_total(whole) == 0);
  dateline_page_free(whole);
  error = NULL;
  CHECK(dateline_query_set(query, "recency", "soon", &error) == -1);
  check_error(error, DATELINE_USAGE, __LINE__);
  CHECK(dateline_search(searcher, query, NULL) == NULL);
  CHECK(dateline_query_set(query, "recency", NULL, NULL) == 0);
  error = NULL;
  CHECK(dateline_query_set(query, "recentness", "1", &error) == -1);
  check_error(error, DATELINE_USAGE, __LINE__);
  whole = dateline_search(searcher, query, NULL);
  CHECK(whole != NULL);
  dateline_page_free(whole);
  dateline_query_free(query);

  query = dateline_query_new("harbour");
  CHECK(dateline_query_set_published(query, "2025", NULL, NULL) == 0);
  dateline_page *page = dateline_search(searcher, query, NULL);
  CHECK(dateline_page_total(page) == 0);
  dateline_page_free(page);
  dateline_query_cancel(query);
  error = NULL;
  CHECK(dateline_search(searcher, query, &error) == NULL);
  check_error(error, DATELINE_CANCELLED, __LINE__);
  dateline_query_free(query);
}

/* [part1-19] The news of b is of 2024-05-14: more than a week ago, and not within the last week. */
static void days_are_given_as_on_the_command_line(const dateline_searcher *searcher) {
  const struct {
    const char *since;
    const char *until;
    uint64_t total;
  } cases[] = {{NULL, "7d", 1},   {"7d", NULL, 0},       {"none", "Yesterday", 1},
               {"today", "", 0}, {"14 May 2024", "1w", 1}, {"none", "none", 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    dateline_query *query = dateline_query_new("shut");
    CHECK(dateline_query_set_published(query, cases[i].since, cases[i].until, NULL) == 0);
    dateline_page *page = dateline_search(searcher, query, NULL);
    CHECK(dateline_page_total(page) == cases[i].total);
    dateline_page_free(page);
    dateline_query_free(query);
  }
}

/* [part1-19] An index keeps its language. */
static void another_language_is_refused(const char *index) {
  dateline_error *error = NULL;
  CHECK(dateline_indexer_open(index, "de", 64, &error) == NULL);
  CHECK(strstr(dateline_error_hint(error), "rebuild") != NULL);
  check_error(error, DATELINE_USAGE, __LINE__);
  dateline_indexer *same = dateline_indexer_open(index, "english", 64, NULL);
  CHECK(same != NULL);
  dateline_indexer_close(same);
}

static void documents_come_as_json(const dateline_searcher *searcher) {
  dateline_error *error = NULL;
  char *json = dateline_document_json(searcher, "b", &error);
  CHECK(json != NULL && strstr(json, "Izmir is shut") != NULL);
  dateline_text_free(json);
  CHECK(dateline_document_json(searcher, "nobody", &error) == NULL);
  check_error(error, DATELINE_NOT_FOUND, __LINE__);
}

static void null_is_an_error_and_never_a_crash(const dateline_searcher *searcher) {
  dateline_error *error = NULL;
  CHECK(dateline_searcher_open(NULL, &error) == NULL);
  check_error(error, DATELINE_USAGE, __LINE__);
  error = NULL;
  CHECK(dateline_search(searcher, NULL, &error) == NULL);
  check_error(error, DATELINE_USAGE, __LINE__);
  error = NULL;
  CHECK(dateline_searcher_open("/nonexistent", &error) == NULL);
  check_error(error, DATELINE_NOT_FOUND, __LINE__);
  CHECK(dateline_search(NULL, NULL, NULL) == NULL);
  CHECK(dateline_document_json(NULL, NULL, NULL) == NULL);
  CHECK(dateline_indexer_open(NULL, NULL, 0, NULL) == NULL);
  CHECK(dateline_indexer_add(NULL, NULL, NULL) == -1);
  CHECK(dateline_indexer_remove(NULL, NULL, NULL) == -1);
  CHECK(dateline_indexer_publish(NULL, NULL) == 0);
  CHECK(dateline_document_set(NULL, NULL, NULL, NULL) == -1);
  CHECK(dateline_update(NULL, NULL, 0, NULL, NULL, NULL, NULL) == 0);
  CHECK(dateline_query_set_cursor(NULL, NULL) == -1);
  CHECK(dateline_query_set(NULL, "q", "a", NULL) == -1);
  CHECK(dateline_page_previous_cursor(NULL)[0] == '\0');
  CHECK(dateline_page_last_document(NULL) == 0);
  CHECK(dateline_query_add_facet(NULL, DATELINE_SOURCE) == -1);
  CHECK(dateline_page_hit_count(NULL) == 0);
  CHECK(dateline_page_json(NULL)[0] == '\0');
  CHECK(dateline_error_message(NULL)[0] != '\0');
  dateline_searcher_close(NULL);
  dateline_indexer_close(NULL);
  dateline_document_free(NULL);
  dateline_query_free(NULL);
  dateline_query_cancel(NULL);
  dateline_page_free(NULL);
  dateline_error_free(NULL);
  dateline_text_free(NULL);
}

static int count_calls(const dateline_progress *progress, void *user) {
  if (progress->publishing) ++*(int *)user;
  return 0;
}

static void files_are_read_with_progress(const char *index, const char *data) {
  dateline_error *error = NULL;
  uint64_t rejected = 99;
  int calls = 0;
  const uint64_t generation =
      dateline_update(index, &data, 1, count_calls, &calls, &rejected, &error);
  CHECK(generation == 3);
  CHECK(rejected == 0);
  CHECK(calls > 0);
  dateline_error_free(error);
}

int main(int argc, char **argv) {
  char folder[] = "/tmp/dateline-c-XXXXXX";
  char index[64];
  char other[64];
  char command[96];
  if (argc != 2 || mkdtemp(folder) == NULL) return 2;
  snprintf(index, sizeof index, "%s/news.idx", folder);

  snprintf(other, sizeof other, "%s/other", folder);

  CHECK(strcmp(dateline_version(), "") != 0);
  other_folders_are_refused(other);
  documents_are_added_replaced_and_removed(index);
  documents_that_break_a_rule_are_refused(index);
  dateline_searcher *searcher = dateline_searcher_open(index, NULL);
  CHECK(dateline_searcher_generation(searcher) == 2);
  hits_are_counted_exactly(searcher);
  a_timeline_fits(searcher);
  a_page_is_read_by_accessors_and_as_json(searcher);
  pages_follow_each_other(searcher);
  wrong_queries_are_errors(searcher);
  days_are_given_as_on_the_command_line(searcher);
  another_language_is_refused(index);
  documents_come_as_json(searcher);
  null_is_an_error_and_never_a_crash(searcher);
  files_are_read_with_progress(index, argv[1]);
  dateline_searcher_close(searcher);

  snprintf(command, sizeof command, "rm -r '%s'", folder);
  CHECK(system(command) == 0);
  if (failures == 0) puts("all passed");
  return failures == 0 ? 0 : 1;
}
