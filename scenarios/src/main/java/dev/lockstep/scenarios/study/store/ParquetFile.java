package dev.lockstep.scenarios.study.store;

import blue.strategic.parquet.ParquetWriter;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Rows as Parquet: each column has the narrowest type that all of its cells have. A cell that is
 * empty has no value.
 */
final class ParquetFile {

  /** Types of columns, from the narrowest to what can be anything. */
  private enum Kind {
    TRUTH(PrimitiveTypeName.BOOLEAN) {
      @Override
      Object value(String cell) {
        return Boolean.valueOf(cell);
      }
    },
    WHOLE(PrimitiveTypeName.INT64) {
      @Override
      Object value(String cell) {
        return Long.valueOf(cell);
      }
    },
    NUMBER(PrimitiveTypeName.DOUBLE) {
      @Override
      Object value(String cell) {
        return Double.valueOf(cell);
      }
    },
    TEXT(PrimitiveTypeName.BINARY) {
      @Override
      Object value(String cell) {
        return cell;
      }
    };

    private final PrimitiveTypeName type;

    Kind(PrimitiveTypeName type) {
      this.type = type;
    }

    abstract Object value(String cell);

    boolean has(String cell) {
      return switch (this) {
        case TRUTH -> cell.equals("true") || cell.equals("false");
        case WHOLE -> cell.matches("-?(0|[1-9]\\d{0,17})");
        case NUMBER -> cell.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");
        case TEXT -> true;
      };
    }
  }

  private ParquetFile() {}

  /** Writes what a journal has. */
  static void write(Path journal, Path file) throws IOException {
    List<Kind> kinds = kinds(journal);
    try (MappingIterator<List<String>> rows = CsvLine.read(Files.newBufferedReader(journal))) {
      List<String> columns = rows.next();
      try (ParquetWriter<List<String>> writer =
          ParquetWriter.writeFile(
              schema(columns, kinds),
              file.toFile(),
              (row, values) -> {
                for (int column = 0; column < row.size(); column++) {
                  if (!row.get(column).isEmpty()) {
                    values.write(columns.get(column), kinds.get(column).value(row.get(column)));
                  }
                }
              })) {
        while (rows.hasNext()) {
          writer.write(rows.next());
        }
      }
    }
  }

  private static List<Kind> kinds(Path journal) throws IOException {
    try (MappingIterator<List<String>> rows = CsvLine.read(Files.newBufferedReader(journal))) {
      List<Kind> kinds = new ArrayList<>(Collections.nCopies(rows.next().size(), Kind.TRUTH));
      kinds.set(kinds.size() - 1, Kind.TEXT); // why a row was refused, if any was
      while (rows.hasNext()) {
        List<String> row = rows.next();
        for (int column = 0; column < kinds.size(); column++) {
          while (!row.get(column).isEmpty() && !kinds.get(column).has(row.get(column))) {
            kinds.set(column, Kind.values()[kinds.get(column).ordinal() + 1]);
          }
        }
      }
      return kinds;
    }
  }

  private static MessageType schema(List<String> columns, List<Kind> kinds) {
    List<Type> types = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      Types.PrimitiveBuilder<PrimitiveType> type = Types.optional(kinds.get(column).type);
      types.add(
          (kinds.get(column) == Kind.TEXT ? type.as(LogicalTypeAnnotation.stringType()) : type)
              .named(columns.get(column)));
    }
    return new MessageType("rows", types);
  }
}
