// Peer: Lucene 8 as its users run it, on the same documents and queries.
//   LuceneBench index DOCUMENTS DIRECTORY THREADS ids|stored
//   LuceneBench query DIRECTORY QUERIES RESULTS WARM_ROUNDS TIMED_ROUNDS
// Title and text are one indexed field with positions, stemmed by the EnglishAnalyzer, without a
// list of stop words (the other engines index them too); the day is a point for filters and a doc
// value for sorting. `stored` keeps the whole document as well; `ids` only its id.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.Version;

public final class LuceneBench {
  private static final String FIELD = "content";
  private static final int FIELD_GAP = 100;  // no phrase reaches from the title into the text
  private static final int PAGE_SIZE = 10;
  private static final int TOTAL_HITS_THRESHOLD = 1000;  // what IndexSearcher.search uses
  private static final double RAM_BUFFER_MB = 256;
  private static final String DAY = "day";
  private static final Sort NEWEST = new Sort(new SortField(DAY, SortField.Type.INT, true));
  private static final String[] CLASSES =
      {"or", "and", "phrase", "stop_phrase", "rare", "common", "date_filter", "newest"};

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 5 && arguments[0].equals("index")) {
      index(Paths.get(arguments[1]), Paths.get(arguments[2]), Integer.parseInt(arguments[3]),
          arguments[4].equals("stored"));
    } else if (arguments.length == 6 && arguments[0].equals("query")) {
      query(Paths.get(arguments[1]), Paths.get(arguments[2]), Paths.get(arguments[3]),
          Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
    } else {
      System.err.println("usage: LuceneBench index|query ..., see the head of the source");
      System.exit(2);
    }
  }

  private static Analyzer makeAnalyzer() {
    final Analyzer english = new EnglishAnalyzer(CharArraySet.EMPTY_SET);
    return new AnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
      @Override
      protected Analyzer getWrappedAnalyzer(String field) {
        return english;
      }

      @Override
      public int getPositionIncrementGap(String field) {
        return FIELD_GAP;
      }
    };
  }

  // ---- indexing

  private static void index(Path documents, Path directory, int threads, boolean stored)
      throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(makeAnalyzer());
    config.setRAMBufferSizeMB(RAM_BUFFER_MB);
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    try (FSDirectory target = FSDirectory.open(directory);
        IndexWriter writer = new IndexWriter(target, config);
        BufferedReader input = Files.newBufferedReader(documents)) {
      ExecutorService workers = Executors.newFixedThreadPool(threads);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(() -> { addAll(input, writer, stored); return null; }));
      }
      for (Future<?> worker : running) worker.get();
      workers.shutdown();
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private static void addAll(BufferedReader input, IndexWriter writer, boolean stored)
      throws IOException {
    for (String line = readLine(input); line != null; line = readLine(input)) {
      writer.addDocument(makeDocument(line.split("\t", 5), stored));
    }
  }

  private static String readLine(BufferedReader input) throws IOException {
    synchronized (input) {
      return input.readLine();
    }
  }

  // The fields of a line: id, date, source, title, text.
  private static Document makeDocument(String[] fields, boolean stored) {
    Document document = new Document();
    document.add(new StoredField("id", fields[0]));
    if (!fields[1].isEmpty()) {
      int day = (int) LocalDate.parse(fields[1].substring(0, 10)).toEpochDay();
      document.add(new IntPoint(DAY, day));
      document.add(new NumericDocValuesField(DAY, day));
    }
    Field.Store store = stored ? Field.Store.YES : Field.Store.NO;
    document.add(new TextField(FIELD, fields[3], store));
    document.add(new TextField(FIELD, fields[4], store));
    if (stored) {
      document.add(new StoredField("date", fields[1]));
      document.add(new StoredField("source", fields[2]));
    }
    return document;
  }

  // ---- queries

  /** What was measured for one class of queries. */
  private static final class Measured {
    double[] bestMicros;
    long[] matches;
  }

  private static void query(Path directory, Path queries, Path results, int warm, int timed)
      throws IOException {
    QueryBuilder builder = new QueryBuilder(makeAnalyzer());
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(directory));
        PrintWriter output = new PrintWriter(Files.newBufferedWriter(results))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);  // time searches, not a cache of their results
      List<List<String>> lines = new ArrayList<>();
      for (String name : CLASSES) lines.add(Files.readAllLines(queries.resolve(name + ".txt")));
      warmUp(searcher, builder, lines, warm);
      List<String> classes = new ArrayList<>();
      for (int i = 0; i < CLASSES.length; i++) {
        Measured measured = measure(searcher, builder, CLASSES[i], lines.get(i), timed);
        classes.add(toJson(CLASSES[i], measured));
      }
      output.printf("{\"engine\":\"lucene\",\"version\":\"%s\",\"warm\":%d,\"timed\":%d,",
          Version.LATEST, warm, timed);
      output.printf("\"throughput\":{\"1\":%.1f,\"2\":%.1f},",
          queriesPerSecond(searcher, lines.get(0), 1), queriesPerSecond(searcher, lines.get(0), 2));
      output.printf("\"classes\":{%s}}%n", String.join(",", classes));
    }
  }

  // Several threads take turns at the first class for two seconds.
  private static double queriesPerSecond(IndexSearcher searcher, List<String> lines, int threads)
      throws IOException {
    AtomicInteger taken = new AtomicInteger();
    long end = System.nanoTime() + 2_000_000_000L;
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(new Thread(() -> {
        try {
          QueryBuilder builder = new QueryBuilder(makeAnalyzer());
          while (System.nanoTime() < end) {
            int number = taken.getAndIncrement() % lines.size();
            top(searcher, builder, CLASSES[0], lines.get(number));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }));
    }
    for (Thread worker : workers) worker.start();
    try {
      for (Thread worker : workers) worker.join();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return taken.get() / 2.0;
  }

  // All classes in turn: the compiler has seen every kind of query before the first is timed.
  private static void warmUp(IndexSearcher searcher, QueryBuilder builder,
      List<List<String>> lines, int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < CLASSES.length; i++) {
        for (String line : lines.get(i)) top(searcher, builder, CLASSES[i], line);
      }
    }
  }

  private static Measured measure(IndexSearcher searcher, QueryBuilder builder, String name,
      List<String> lines, int rounds) throws IOException {
    Measured measured = new Measured();
    measured.bestMicros = new double[lines.size()];
    measured.matches = new long[lines.size()];
    Arrays.fill(measured.bestMicros, 1e12);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < lines.size(); i++) {
        long start = System.nanoTime();
        top(searcher, builder, name, lines.get(i));
        double micros = (System.nanoTime() - start) / 1000.0;
        measured.bestMicros[i] = Math.min(measured.bestMicros[i], micros);
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      measured.matches[i] = searcher.count(parse(builder, name, lines.get(i)));
    }
    return measured;
  }

  private static Query parse(QueryBuilder builder, String name, String line) {
    switch (name) {
      case "and":
        return builder.createBooleanQuery(FIELD, line, BooleanClause.Occur.MUST);
      case "phrase":
      case "stop_phrase":
        return builder.createPhraseQuery(FIELD, line);
      case "date_filter":
        return withinMonths(builder, line);
      default:
        return builder.createBooleanQuery(FIELD, line, BooleanClause.Occur.SHOULD);
    }
  }

  // A line is a span of months (2006-03..2006-08), a tab, and words.
  private static Query withinMonths(QueryBuilder builder, String line) {
    String[] parts = line.split("\t", 2);
    String[] months = parts[0].split("\\.\\.", 2);
    int first = (int) YearMonth.parse(months[0]).atDay(1).toEpochDay();
    int last = (int) YearMonth.parse(months[1]).atEndOfMonth().toEpochDay();
    return new BooleanQuery.Builder()
        .add(builder.createBooleanQuery(FIELD, parts[1], BooleanClause.Occur.SHOULD),
            BooleanClause.Occur.MUST)
        .add(IntPoint.newRangeQuery(DAY, first, last), BooleanClause.Occur.FILTER)
        .build();
  }

  private static int top(IndexSearcher searcher, QueryBuilder builder, String name, String line)
      throws IOException {
    Query query = parse(builder, name, line);
    if (name.equals("newest")) {
      TopFieldCollector collector =
          TopFieldCollector.create(NEWEST, PAGE_SIZE, TOTAL_HITS_THRESHOLD);
      searcher.search(query, collector);
      return collector.topDocs().scoreDocs.length;
    }
    TopScoreDocCollector collector =
        TopScoreDocCollector.create(PAGE_SIZE, TOTAL_HITS_THRESHOLD);
    searcher.search(query, collector);
    return collector.topDocs().scoreDocs.length;
  }

  private static String toJson(String name, Measured measured) {
    return String.format("\"%s\":{\"best_us\":%s,\"matches\":%s}", name,
        Arrays.toString(measured.bestMicros), Arrays.toString(measured.matches));
  }
}
