package io.jstartup.dump.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One way of reading JSON into a tree: what it lets pass is in its factory. */
final class TreeReader {
  static final TreeReader STRICT = new TreeReader(builder().build());
  static final TreeReader LENIENT =
      new TreeReader(
          builder()
              .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
              .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
              .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
              .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
              .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
              .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
              .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
              .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
              .build());

  /** Jackson's pointer to where an unfinished value began: noise, since the message has a place already. */
  private static final Pattern START_MARKER =
      Pattern.compile(" ?\\((?:start marker|for \\w+ starting) at .*|\n.*", Pattern.DOTALL);

  private final JsonFactory factory;

  private TreeReader(JsonFactory factory) {
    this.factory = factory;
  }

  private static JsonFactoryBuilder builder() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(Json.MAX_DEPTH)
                .maxStringLength(Json.MAX_BYTES)
                .maxNameLength(Json.MAX_BYTES)
                .build());
  }

  Object read(String text) {
    return read(text, TreeReader::value);
  }

  /** Whether it is an array; its elements are handed over one by one, so that they need not be in memory all at once. */
  boolean readEach(String text, Consumer<Object> elements) {
    return read(
        text,
        (parser, first) -> {
          boolean array = first == JsonToken.START_ARRAY;
          if (array) {
            each(parser, elements);
          } else {
            value(parser, first);
          }
          return array;
        });
  }

  private interface Reading<T> {
    T read(JsonParser parser, JsonToken first) throws IOException;
  }

  private <T> T read(String text, Reading<T> reading) {
    try (JsonParser parser = factory.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw at(parser.currentLocation(), "nothing in it");
      }
      T tree = reading.read(parser, first);
      if (parser.nextToken() != null) {
        throw at(parser.currentTokenLocation(), "more text after the end");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw at(e.getLocation(), "larger or deeper than allowed");
    } catch (JsonProcessingException e) {
      throw at(e.getLocation(), START_MARKER.matcher(e.getOriginalMessage()).replaceAll(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw at(parser.currentTokenLocation(), "unexpected " + token);
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      object.put(key, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> array = new ArrayList<>();
    each(parser, array::add);
    return array;
  }

  private static void each(JsonParser parser, Consumer<Object> elements) throws IOException {
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      elements.accept(value(parser, token));
    }
  }

  private static Number integer(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Number) parser.getLongValue();
  }

  /** A double where that says the same number, else all its digits. */
  private static Number decimal(JsonParser parser) throws IOException {
    BigDecimal exact;
    try {
      exact = new BigDecimal(parser.getText());
    } catch (NumberFormatException e) {
      throw at(parser.currentTokenLocation(), "'" + parser.getText() + "' is no usable number");
    }
    double rounded = exact.doubleValue();
    boolean same = Double.isFinite(rounded) && saysTheSame(exact, rounded);
    return same ? (Number) rounded : exact;
  }

  private static boolean saysTheSame(BigDecimal exact, double rounded) {
    return exact.signum() == 0
        ? exact.scale() < 400
        : rounded != 0 && BigDecimal.valueOf(rounded).compareTo(exact) == 0;
  }

  private static JsonException at(JsonLocation place, String reason) {
    return place == null
        ? new JsonException(reason, 1, 1)
        : new JsonException(
            reason, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()));
  }
}
