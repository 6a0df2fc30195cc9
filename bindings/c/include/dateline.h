/* Dateline's C interface: full-text search for dated news from C, and from every language that can
 * call C.
 *
 * Handles are opaque; each has one function that frees it, which also accepts NULL. Strings are
 * UTF-8 and end with NUL. A string that a function returns belongs to the handle that it was read
 * from, and is freed with it; dateline_text_free() is for the few that say so.
 *
 * Failures: a function that can fail takes a `dateline_error **`, which may be NULL. It returns
 * NULL, 0 or -1 as documented, and stores an error that the caller frees with dateline_error_free().
 * On success nothing is stored. No function throws, exits or prints.
 *
 * Threads: a dateline_searcher may be used by many threads at once, dateline_query_cancel() may be
 * called from any. Everything else belongs to one thread at a time.
 *
 * Link with -ldateline_c (pkg-config dateline-c, CMake dateline::c). The interface is stable:
 * functions are only ever added.
 */
#ifndef DATELINE_H
#define DATELINE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define DATELINE_C_API __attribute__((visibility("default")))
#else
#define DATELINE_C_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* As in "0.1.0". */
DATELINE_C_API const char *dateline_version(void);

/* ---- Errors ---------------------------------------------------------------------------------- */

typedef struct dateline_error dateline_error;

typedef enum dateline_code {
  DATELINE_USAGE = 1,           /* an argument makes no sense */
  DATELINE_BAD_QUERY = 2,       /* see dateline_error_offset() */
  DATELINE_BAD_INPUT = 3,       /* a document cannot be read */
  DATELINE_NOT_FOUND = 4,       /* no such index, document or generation */
  DATELINE_FORMAT_MISMATCH = 5, /* the index was made by another version */
  DATELINE_IO = 6,
  DATELINE_CORRUPT = 7,
  DATELINE_LOCKED = 8, /* another process is writing: try again later */
  DATELINE_CANCELLED = 9,
  DATELINE_INTERNAL = 10,
  DATELINE_GONE = 11,   /* the generation that a cursor pages through is no longer kept */
  DATELINE_REFUSED = 12 /* it would have done more harm than was allowed; nothing was done */
} dateline_code;

DATELINE_C_API dateline_code dateline_error_code(const dateline_error *error);
/* One sentence. */
DATELINE_C_API const char *dateline_error_message(const dateline_error *error);
/* What to do about it; may be empty. */
DATELINE_C_API const char *dateline_error_hint(const dateline_error *error);
/* Byte offset into the query's text; -1 if there is none. */
DATELINE_C_API int64_t dateline_error_offset(const dateline_error *error);
/* Of DATELINE_BAD_QUERY, if the intended query can be guessed: the whole query, corrected. It is a
 * valid query. Otherwise empty. */
DATELINE_C_API const char *dateline_error_suggestion(const dateline_error *error);
DATELINE_C_API void dateline_error_free(dateline_error *error);

/* Frees text that a function gave to the caller. */
DATELINE_C_API void dateline_text_free(char *text);

/* ---- Queries --------------------------------------------------------------------------------- */

typedef struct dateline_query dateline_query;

typedef enum dateline_sort {
  DATELINE_RELEVANCE = 0,
  DATELINE_NEWEST = 1,
  DATELINE_OLDEST = 2
} dateline_sort;

typedef enum dateline_unit {
  DATELINE_DAY = 0,
  DATELINE_WEEK = 1,
  DATELINE_MONTH = 2,
  DATELINE_YEAR = 3,
  DATELINE_DECADE = 4,
  DATELINE_CENTURY = 5,
  DATELINE_AUTO = 6 /* the finest that gives at most 400 bars */
} dateline_unit;

typedef enum dateline_field {
  DATELINE_SOURCE = 0,
  DATELINE_LANGUAGE = 1,
  DATELINE_PUBLICATION_YEAR = 2
} dateline_field;

/* `text` is in the query language of dateline-query(7). NULL only if memory is short. A query
 * may be used for any number of searches. */
DATELINE_C_API dateline_query *dateline_query_new(const char *text);
DATELINE_C_API void dateline_query_free(dateline_query *query);

/* The page: 10 hits from the first by default; limit and offset together at most 10,000. */
DATELINE_C_API void dateline_query_set_limit(dateline_query *query, size_t limit);
DATELINE_C_API void dateline_query_set_offset(dateline_query *query, size_t offset);
/* The next page: dateline_page_next_cursor() of the previous one. 0, or -1 if memory is short. */
DATELINE_C_API int dateline_query_set_cursor(dateline_query *query, const char *cursor);
/* A dateline_sort; any other number counts as DATELINE_RELEVANCE. */
DATELINE_C_API void dateline_query_set_sort(dateline_query *query, int sort);
/* Only what was published from `since` to `until`, both included, as --since and --until of
 * dateline-search(1) take them: 2024-05-14, 2024-05, 2024, today, yesterday, 7d (as `until`: seven
 * days ago). NULL, an empty text or "none" leaves an end open. 0, or -1 where one is not a date; searches
 * with the query then fail as well, until the days are set again. */
DATELINE_C_API int dateline_query_set_published(dateline_query *query, const char *since,
                                                const char *until, dateline_error **error);
/* Count hits by publication date (a dateline_unit; any other number counts as DATELINE_MONTH; dates
 * before 1700 or more than two days ahead are counted apart unless the query names their days, and
 * so is the first second of 1970 unless it names only 1970-01-01), by source, ... (a dateline_field; any other number counts as DATELINE_SOURCE): in the page's JSON. */
DATELINE_C_API void dateline_query_set_timeline(dateline_query *query, int unit);
DATELINE_C_API int dateline_query_add_facet(dateline_query *query, int field);
/* Other than 0: count all hits, so that the total is exact; that may take longer than finding the
 * page. Without it the total is exact where that costs next to nothing, always with a limit of 0. */
DATELINE_C_API void dateline_query_set_count_exactly(dateline_query *query, int exactly);
/* Most bytes of a snippet's text, 320 by default; 0: no snippets. */
DATELINE_C_API void dateline_query_set_snippet_bytes(dateline_query *query, size_t bytes);
/* Explain the query and the scores, in the page's JSON. */
DATELINE_C_API void dateline_query_set_explain(dateline_query *query, int explain);
/* Sets a parameter of the search by its name, as text: feedback, recency, related, when, plain,
 * source, lang, facet_values, ... and all that the functions above set; docs/http.md lists them.
 * facet, source and lang get one more value each time; NULL or an empty text takes a text back.
 * 0, or -1 where there is no such parameter or value; in the latter case searches with the query
 * fail as well, until the parameter is set again. */
DATELINE_C_API int dateline_query_set(dateline_query *query, const char *name, const char *value,
                                      dateline_error **error);
/* Milliseconds that each search may take; then the page has what was found until then. 0: as long
 * as it takes, which is the default. */
DATELINE_C_API void dateline_query_set_timeout_ms(dateline_query *query, uint64_t timeout_ms);
/* Ends a search with this query that runs on another thread, and all later ones, with
 * DATELINE_CANCELLED. */
DATELINE_C_API void dateline_query_cancel(dateline_query *query);

/* ---- Searching ------------------------------------------------------------------------------- */

typedef struct dateline_searcher dateline_searcher;
typedef struct dateline_page dateline_page;

/* Opens the index in a folder; follows new generations as they are published. NULL on failure. */
DATELINE_C_API dateline_searcher *dateline_searcher_open(const char *index, dateline_error **error);
DATELINE_C_API void dateline_searcher_close(dateline_searcher *searcher);
/* The number of the generation that a search would use now. Checks for a new one, and opens it if
 * there is one, as a search does. */
DATELINE_C_API uint64_t dateline_searcher_generation(const dateline_searcher *searcher);

/* NULL on failure. */
DATELINE_C_API dateline_page *dateline_search(const dateline_searcher *searcher,
                                              const dateline_query *query, dateline_error **error);
DATELINE_C_API void dateline_page_free(dateline_page *page);

/* A whole document as JSON, as of dateline-search --show KEY --format json; for
 * dateline_text_free(). NULL on failure. */
DATELINE_C_API char *dateline_document_json(const dateline_searcher *searcher, const char *key,
                                            dateline_error **error);

/* The whole page as JSON, as of dateline-search --format json. */
DATELINE_C_API const char *dateline_page_json(const dateline_page *page);
DATELINE_C_API uint64_t dateline_page_generation(const dateline_page *page);
DATELINE_C_API uint64_t dateline_page_total(const dateline_page *page);
/* 0 if the total is an estimate. */
DATELINE_C_API int dateline_page_total_is_exact(const dateline_page *page);
/* 1 if the search was stopped by its timeout. */
DATELINE_C_API int dateline_page_is_partial(const dateline_page *page);
/* Empty on the last page. */
DATELINE_C_API const char *dateline_page_next_cursor(const dateline_page *page);
/* The page before, for dateline_query_set_cursor(); empty on the first page. */
DATELINE_C_API const char *dateline_page_previous_cursor(const dateline_page *page);
/* The greatest number of a document of the index, for the parameter after_document of a later query. */
DATELINE_C_API uint64_t dateline_page_last_document(const dateline_page *page);

/* Hits, 0 <= `index` < dateline_page_hit_count(); an index out of range returns "" or 0. */
DATELINE_C_API size_t dateline_page_hit_count(const dateline_page *page);
DATELINE_C_API size_t dateline_hit_rank(const dateline_page *page, size_t index);
DATELINE_C_API double dateline_hit_score(const dateline_page *page, size_t index);
DATELINE_C_API const char *dateline_hit_key(const dateline_page *page, size_t index);
/* As exact as it is known: 2024-05-14, 2024-05, 2024; empty if unknown. */
DATELINE_C_API const char *dateline_hit_date(const dateline_page *page, size_t index);
DATELINE_C_API const char *dateline_hit_title(const dateline_page *page, size_t index);
DATELINE_C_API const char *dateline_hit_source(const dateline_page *page, size_t index);
DATELINE_C_API const char *dateline_hit_url(const dateline_page *page, size_t index);
DATELINE_C_API const char *dateline_hit_language(const dateline_page *page, size_t index);
/* Plain text, not escaped for HTML. */
DATELINE_C_API const char *dateline_hit_snippet(const dateline_page *page, size_t index);
/* Matched words of the snippet: byte offset and length of number `mark`. */
DATELINE_C_API size_t dateline_hit_mark_count(const dateline_page *page, size_t index);
DATELINE_C_API size_t dateline_hit_mark_offset(const dateline_page *page, size_t index, size_t mark);
DATELINE_C_API size_t dateline_hit_mark_length(const dateline_page *page, size_t index, size_t mark);

/* ---- Indexing -------------------------------------------------------------------------------- */

typedef struct dateline_indexer dateline_indexer;
typedef struct dateline_document dateline_document;

typedef enum dateline_outcome {
  DATELINE_ADDED = 1,
  DATELINE_REPLACED = 2,
  DATELINE_UNCHANGED = 3
} dateline_outcome;

/* The one writer of the index, which is created if it does not exist; DATELINE_USAGE if the folder
 * is neither empty nor an index: then nothing in it is changed. `language` is the stemmer of a
 * new index, NULL for English; an index keeps its own, and NULL fits every index, while another
 * language is an error. `memory_mb` is working memory, 0 for 512. NULL on failure. What was
 * not published when an indexer is closed is dropped. */
DATELINE_C_API dateline_indexer *dateline_indexer_open(const char *index, const char *language,
                                                       size_t memory_mb, dateline_error **error);
DATELINE_C_API void dateline_indexer_close(dateline_indexer *indexer);

/* `key` is the document's stable name: 1 to 1,024 bytes of UTF-8 without control characters. NULL
 * only if memory is short. */
DATELINE_C_API dateline_document *dateline_document_new(const char *key);
DATELINE_C_API void dateline_document_free(dateline_document *document);
/* Sets a field by its name: title, text, source, url, language, date (ISO 8601, RFC 2822, or another
 * form of docs/dates.md); author and tag add one more. 0, or -1 if there is no such field, or the
 * value is not UTF-8 or not a date. */
DATELINE_C_API int dateline_document_set(dateline_document *document, const char *field,
                                         const char *value, dateline_error **error);

/* Makes the document valid (dateline/valid_document.hpp has the rules: bytes of fields that are not
 * UTF-8 and control characters are repaired; a bad key, or neither title nor text, is
 * DATELINE_BAD_INPUT), and adds it, or replaces the one with its key if the content differs. The
 * document may be reused or freed afterwards. A dateline_outcome, or -1. */
DATELINE_C_API int dateline_indexer_add(dateline_indexer *indexer,
                                        const dateline_document *document, dateline_error **error);
/* 1 if there was such a document, 0 if not, or -1. */
DATELINE_C_API int dateline_indexer_remove(dateline_indexer *indexer, const char *key,
                                           dateline_error **error);
/* Makes everything since the last publication visible at once. The generation's number, or 0. */
DATELINE_C_API uint64_t dateline_indexer_publish(dateline_indexer *indexer, dateline_error **error);

typedef struct dateline_progress {
  uint64_t documents; /* read so far */
  uint64_t rejected;
  uint64_t bytes_read;
  uint64_t total_bytes; /* 0 if unknown */
  int publishing;       /* everything is read, the rest is being finished */
} dateline_progress;

/* Called at most ten times a second from the thread that called dateline_update(). Anything but 0
 * stops reading; what was read is published. */
typedef int (*dateline_on_progress)(const dateline_progress *progress, void *user);

/* Reads files and folders as dateline-index update does, and publishes. If one of the paths does not
 * exist, nothing is read: DATELINE_NOT_FOUND. `on_progress` may be NULL.
 * `rejected`, if not NULL, gets the number of documents that could not be read. The
 * generation's number, or 0. */
DATELINE_C_API uint64_t dateline_update(const char *index, const char *const *paths, size_t count,
                                        dateline_on_progress on_progress, void *user,
                                        uint64_t *rejected, dateline_error **error);

#ifdef __cplusplus
}
#endif

#endif
