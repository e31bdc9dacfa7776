package io.jstartup.dump;

import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.listen.SocketRights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sockets of an app as JSON: an address, {@code {name, address, stdin, mode, user, group}}, or an array of these. */
public final class ListenForm {
  private ListenForm() {}

  /**
   * Reads them; one that is given twice is refused.
   *
   * @throws IllegalArgumentException says what is wrong with which
   */
  public static List<ListenAddress> read(Object value) {
    List<?> items = value instanceof List<?> list ? list : List.of(value);
    List<ListenAddress> addresses = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Object item : items) {
      ListenAddress address = one(item);
      Optional<String> refusal = address.refusal();
      if (refusal.isPresent()) {
        throw new IllegalArgumentException(refusal.get());
      }
      if (!known.add(address.address())) {
        throw new IllegalArgumentException("'" + address.address() + "' is there twice");
      }
      addresses.add(address);
    }
    if (addresses.size() > ListenAddress.MOST) {
      throw new IllegalArgumentException("an app can have " + ListenAddress.MOST + " at most");
    }
    if (addresses.stream().filter(ListenAddress::stdin).count() > 1) {
      throw new IllegalArgumentException("only one of them can be the standard input");
    }
    return addresses;
  }

  private static ListenAddress one(Object item) {
    if (!(item instanceof Map<?, ?> map)) {
      return ListenAddress.of(text(item));
    }
    Set<Object> unknown = new HashSet<>(map.keySet());
    unknown.removeAll(Set.of("name", "address", "stdin", "mode", "user", "group"));
    if (!unknown.isEmpty() || map.get("address") == null) {
      throw new IllegalArgumentException(
          "an object has an 'address' and may have a 'name', 'stdin', 'mode', 'user' and 'group'");
    }
    Object name = map.get("name");
    return new ListenAddress(
        text(map.get("address")),
        name == null ? ListenAddress.NO_NAME : text(name),
        yes(map.get("stdin")),
        new SocketRights(mode(map.get("mode")), owner(map, "user"), owner(map, "group")));
  }

  /** A number would be decimal in JSON, and octal in some YAML. */
  private static Optional<Integer> mode(Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && text.matches("(0o|0)?[0-7]{3}")) {
      return Optional.of(Integer.parseInt(text.replace("o", ""), 8));
    }
    throw new IllegalArgumentException("'mode' is an octal text from '000' to '777'");
  }

  private static Optional<String> owner(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      return Optional.empty();
    }
    String text = value instanceof Long number ? number.toString() : value.toString();
    if (value instanceof String || value instanceof Long) {
      if (text.matches("[^\\s\\p{Cntrl}:/-][^\\s\\p{Cntrl}:/]{0,254}")) {
        return Optional.of(text);
      }
    }
    throw new IllegalArgumentException("'" + key + "' is a name or a number");
  }

  private static boolean yes(Object value) {
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw new IllegalArgumentException("'stdin' is true or false");
  }

  private static String text(Object value) {
    if (value instanceof String || value instanceof Long) {
      return value.toString();
    }
    throw new IllegalArgumentException("an address is a text or a port");
  }

  static List<Object> json(List<ListenAddress> addresses) {
    List<Object> json = new ArrayList<>();
    for (ListenAddress each : addresses) {
      json.add(
          each.equals(ListenAddress.of(each.address())) ? (Object) each.address() : object(each));
    }
    return json;
  }

  private static Map<String, Object> object(ListenAddress each) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (!each.name().equals(ListenAddress.NO_NAME)) {
      object.put("name", each.name());
    }
    object.put("address", each.address());
    if (each.stdin()) {
      object.put("stdin", true);
    }
    each.rights().mode().ifPresent(mode -> object.put("mode", String.format("%04o", mode)));
    each.rights().user().ifPresent(user -> object.put("user", user));
    each.rights().group().ifPresent(group -> object.put("group", group));
    return object;
  }
}
