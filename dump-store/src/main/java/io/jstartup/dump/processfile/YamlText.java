package io.jstartup.dump.processfile;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * One YAML document as a JSON tree. Plain scalars have the types of YAML 1.2's core schema: {@code no}, {@code 22:22}, {@code 012} and
 * {@code 2026-11-21} are texts.
 */
final class YamlText {
  private static final int MOST_VALUES = 1_000_000;

  private int values;

  private YamlText() {}

  /**
   * @throws JsonException when it is no YAML, or too large, too deep or with too many aliases
   */
  static Object parse(String text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setAllowDuplicateKeys(false);
    limits.setCodePointLimit(ProcessFile.MAX_BYTES);
    try {
      DumperOptions unused = new DumperOptions();
      Yaml yaml =
          new Yaml(
              new SafeConstructor(limits),
              new Representer(unused),
              unused,
              limits,
              new CoreSchema());
      return new YamlText().tree(yaml.load(text), 0);
    } catch (MarkedYAMLException e) {
      throw at(e.getProblemMark(), e.getProblem());
    } catch (YAMLException e) {
      throw at(null, e.getMessage());
    }
  }

  private static JsonException at(Mark mark, String reason) {
    return mark == null
        ? new JsonException(reason, 1, 1)
        : new JsonException(reason, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Aliases can make a small text a large tree, or an endless one. */
  private Object tree(Object value, int depth) {
    if (++values > MOST_VALUES || depth > Json.MAX_DEPTH) {
      throw new JsonException("larger or deeper than allowed, with its aliases", 1, 1);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((key, item) -> object.put(key(key), tree(item, depth + 1)));
      return object;
    }
    if (value instanceof List<?> list) {
      List<Object> array = new ArrayList<>();
      list.forEach(item -> array.add(tree(item, depth + 1)));
      return array;
    }
    return scalar(value);
  }

  private static String key(Object key) {
    if (key instanceof Map || key instanceof List) {
      throw new JsonException("a key must be a text", 1, 1);
    }
    return String.valueOf(key);
  }

  private static Object scalar(Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new JsonException("a number must be finite", 1, 1);
    }
    boolean known =
        value == null
            || value instanceof String
            || value instanceof Boolean
            || value instanceof Long
            || value instanceof BigInteger
            || value instanceof Double;
    if (!known) {
      throw new JsonException(
          "values of type " + value.getClass().getSimpleName() + " have no use here", 1, 1);
    }
    return value;
  }

  private static final class CoreSchema extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL| ?"), "~nN\0");
      addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
      addImplicitResolver(Tag.INT, Pattern.compile("[-+]?(?:0|[1-9][0-9]*)"), "-+0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+\\.[0-9]*)(?:[eE][-+]?[0-9]+)?"),
          "-+0123456789.");
      addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
    }
  }
}
