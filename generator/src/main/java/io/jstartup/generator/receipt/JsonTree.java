package io.jstartup.generator.receipt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object whose fields are asked for by name and type; what is missing or of another type is an {@link IOException}. */
final class JsonTree {
  private final Map<?, ?> fields;

  private JsonTree(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** Reads one object; nothing may follow it. */
  static JsonTree parse(JsonFactory factory, byte[] bytes) throws IOException {
    try (JsonParser parser = factory.createParser(bytes)) {
      Object value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new IOException("something follows the object");
      }
      return of(value);
    }
  }

  private static JsonTree of(Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      return new JsonTree(map);
    }
    throw new IOException("an object was expected");
  }

  /** Text, numbers and truth values; what else there is ends up as its text and fails where it is asked for. */
  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (JsonToken t = parser.nextToken(); t == JsonToken.FIELD_NAME; t = parser.nextToken()) {
        object.put(parser.currentName(), value(parser, parser.nextToken()));
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        array.add(value(parser, t));
      }
      return array;
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    if (token == null) {
      throw new IOException("it ends too early");
    }
    return parser.getText();
  }

  String string(String name) throws IOException {
    return field(name, String.class);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  boolean bool(String name) throws IOException {
    return field(name, Boolean.class);
  }

  long number(String name) throws IOException {
    return field(name, Long.class);
  }

  Path path(String name) throws IOException {
    return path(name, string(name));
  }

  JsonTree object(String name) throws IOException {
    return of(field(name, Map.class));
  }

  List<String> strings(String name) throws IOException {
    List<String> strings = new ArrayList<>();
    for (Object element : field(name, List.class)) {
      strings.add(cast(name, element, String.class));
    }
    return strings;
  }

  List<Path> paths(String name) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String text : strings(name)) {
      paths.add(path(name, text));
    }
    return paths;
  }

  <T> List<T> each(String name, ElementReader<T> reader) throws IOException {
    List<T> elements = new ArrayList<>();
    for (Object element : field(name, List.class)) {
      elements.add(reader.read(of(element)));
    }
    return elements;
  }

  /** Reads one object of a list. */
  interface ElementReader<T> {
    T read(JsonTree element) throws IOException;
  }

  private <T> T field(String name, Class<T> type) throws IOException {
    return cast(name, fields.get(name), type);
  }

  private static <T> T cast(String name, Object value, Class<T> type) throws IOException {
    if (!type.isInstance(value)) {
      throw new IOException("'" + name + "' is missing or of another type");
    }
    return type.cast(value);
  }

  private static Path path(String name, String text) throws IOException {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute() && path.normalize().equals(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new IOException("'" + name + "' is no path", e);
    }
    throw new IOException("'" + name + "' is no absolute, plain path");
  }
}
