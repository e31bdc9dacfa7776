package io.jstartup.dump.processfile;

import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code limits}: an object as in {@code {"nofile": 65536, "core": "0:unlimited"}}, or texts as in {@code nofile=65536}. Whatever is none is a {@link BadValue}. */
final class Limits {
  private Limits() {}

  static Map<Resource, Limit> of(Object value) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, limit) -> put(limits, name, limit));
    } else {
      List<?> texts = value instanceof List<?> list ? list : List.of(value);
      texts.forEach(text -> put(limits, String.valueOf(text).split("=", 2)));
    }
    return limits;
  }

  private static void put(Map<Resource, Limit> limits, String[] parts) {
    if (parts.length != 2) {
      throw new BadValue("'" + parts[0] + "' has no '='");
    }
    put(limits, parts[0].trim(), parts[1]);
  }

  private static void put(Map<Resource, Limit> limits, Object name, Object value) {
    Resource resource =
        Resource.named(String.valueOf(name))
            .orElseThrow(() -> new BadValue("'" + name + "' is no resource"));
    Limit limit =
        Limit.parse(plain(value))
            .orElseThrow(
                () -> new BadValue("'" + name + "' can't be limited to '" + plain(value) + "'"));
    limits.put(resource, limit);
  }

  private static String plain(Object value) {
    boolean whole = value instanceof Double number && number == Math.rint(number);
    return whole ? String.valueOf(((Double) value).longValue()) : String.valueOf(value);
  }
}
