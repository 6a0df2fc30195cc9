// Peer of bench/quality: Lucene 8's BM25 as its users run it, one run for each pair of k1 and b.
//   LuceneQuality DOCUMENTS TOPICS FOLDER DEPTH K1:B...
// DOCUMENTS are lines of id, title and text, TOPICS lines of id and text, separated by tabs. Title and
// text are one field, analysed by the EnglishAnalyzer as it comes, with its stop words; a topic is
// the OR of its words. Writes FOLDER/K1-B.run, a TREC run of DEPTH hits a topic, for each pair.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

public final class LuceneQuality {
  private static final String FIELD = "content";

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 5) {
      System.err.println("usage: LuceneQuality DOCUMENTS TOPICS FOLDER DEPTH K1:B...");
      System.exit(2);
    }
    Analyzer analyzer = new EnglishAnalyzer();
    ByteBuffersDirectory directory = index(Paths.get(arguments[0]), analyzer);
    List<String[]> topics = readTopics(Paths.get(arguments[1]));
    Path folder = Paths.get(arguments[2]);
    int depth = Integer.parseInt(arguments[3]);
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      QueryBuilder builder = new QueryBuilder(analyzer);
      for (String pair : Arrays.copyOfRange(arguments, 4, arguments.length)) {
        String[] parts = pair.split(":");
        searcher.setSimilarity(
            new BM25Similarity(Float.parseFloat(parts[0]), Float.parseFloat(parts[1])));
        Path run = folder.resolve(parts[0] + "-" + parts[1] + ".run");
        writeRun(searcher, builder, topics, depth, run);
      }
    }
  }

  /** Lengths are kept in the index whatever k1 and b are, so one index serves all pairs. */
  private static ByteBuffersDirectory index(Path documents, Analyzer analyzer)
      throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
        BufferedReader input = Files.newBufferedReader(documents)) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String[] fields = line.split("\t", 3);
        Document document = new Document();
        document.add(new StoredField("id", fields[0]));
        document.add(new TextField(FIELD, fields[1] + " " + fields[2], Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    return directory;
  }

  private static List<String[]> readTopics(Path path) throws IOException {
    List<String[]> topics = new ArrayList<>();
    for (String line : Files.readAllLines(path)) topics.add(line.split("\t", 2));
    return topics;
  }

  private static void writeRun(IndexSearcher searcher, QueryBuilder builder,
      List<String[]> topics, int depth, Path path) throws IOException {
    try (PrintWriter output = new PrintWriter(Files.newBufferedWriter(path))) {
      for (String[] topic : topics) {
        Query query = builder.createBooleanQuery(FIELD, topic[1], BooleanClause.Occur.SHOULD);
        if (query == null) continue;  // nothing but stop words
        int rank = 0;
        for (ScoreDoc hit : searcher.search(query, depth).scoreDocs) {
          output.printf(Locale.ROOT, "%s Q0 %s %d %.6f lucene%n", topic[0],
              searcher.doc(hit.doc).get("id"), ++rank, hit.score);
        }
      }
    }
  }
}
