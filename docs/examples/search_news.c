/* Searches an index from C: search_news INDEX QUERY
 * Pages until there are no more hits, and prints the first words of each hit's snippet. */
#include <dateline.h>
#include <stdio.h>

static int fail(dateline_error* error) {
  fprintf(stderr, "%s\n%s\n", dateline_error_message(error), dateline_error_hint(error));
  dateline_error_free(error);
  return 1;
}

static void print_hits(const dateline_page* page) {
  for (size_t i = 0; i < dateline_page_hit_count(page); ++i) {
    printf("%zu %s %s\n   %.60s\n", dateline_hit_rank(page, i), dateline_hit_date(page, i),
           dateline_hit_key(page, i), dateline_hit_snippet(page, i));
  }
}

/* The next page; NULL after the last one, or with an error. */
static dateline_page* next_page(const dateline_searcher* searcher, dateline_query* query,
                                dateline_page* before, dateline_error** error) {
  dateline_page* page = NULL;
  if (before == NULL) return dateline_search(searcher, query, error);
  if (dateline_page_next_cursor(before)[0] != '\0' &&
      dateline_query_set_cursor(query, dateline_page_next_cursor(before)) == 0) {
    page = dateline_search(searcher, query, error);
  }
  dateline_page_free(before);
  return page;
}

int main(int argc, char** argv) {
  dateline_error* error = NULL;
  dateline_page* page = NULL;
  if (argc != 3) return 2;
  dateline_searcher* searcher = dateline_searcher_open(argv[1], &error);
  if (searcher == NULL) return fail(error);
  dateline_query* query = dateline_query_new(argv[2]);
  while ((page = next_page(searcher, query, page, &error)) != NULL) print_hits(page);
  dateline_query_free(query);
  dateline_searcher_close(searcher);
  return error == NULL ? 0 : fail(error);
}
