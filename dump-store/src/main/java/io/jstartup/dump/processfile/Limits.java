package io.jstartup.dump.processfile;

import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code limits}: an object as in {@code {"nofile": 65536, "core": "0:unlimited"}}, or texts as in {@code nofile=65536}. */
final class Limits {
  private Limits() {}

  /** Empty when an unknown resource or an impossible limit is in it. */
  static Optional<Map<Resource, Limit>> of(Object value) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    boolean good;
    if (value instanceof Map<?, ?> map) {
      good = map.entrySet().stream().allMatch(it -> put(limits, it.getKey(), it.getValue()));
    } else {
      List<?> texts = value instanceof List<?> list ? list : List.of(value);
      good = texts.stream().allMatch(text -> put(limits, text.toString().split("=", 2)));
    }
    return good ? Optional.of(limits) : Optional.empty();
  }

  private static boolean put(Map<Resource, Limit> limits, String[] parts) {
    return parts.length == 2 && put(limits, parts[0].trim(), parts[1]);
  }

  private static boolean put(Map<Resource, Limit> limits, Object name, Object value) {
    Optional<Resource> resource = Resource.named(String.valueOf(name));
    Optional<Limit> limit = Limit.parse(plain(value));
    if (resource.isPresent() && limit.isPresent()) {
      limits.put(resource.get(), limit.get());
    }
    return resource.isPresent() && limit.isPresent();
  }

  private static String plain(Object value) {
    boolean whole = value instanceof Double number && number == Math.rint(number);
    return whole ? String.valueOf(((Double) value).longValue()) : String.valueOf(value);
  }
}
