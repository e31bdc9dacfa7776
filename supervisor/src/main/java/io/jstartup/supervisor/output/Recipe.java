package io.jstartup.supervisor.output;

import io.jstartup.dump.json.Json;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogType;
import io.jstartup.model.exec.RunAs;
import io.jstartup.supervisor.output.format.DateFormat;
import io.jstartup.supervisor.output.format.DatedLines;
import io.jstartup.supervisor.output.format.JsonLines;
import io.jstartup.supervisor.output.format.LineFormat;
import io.jstartup.supervisor.output.format.RawLines;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to become of one instance's output. It lies beside the spools, so that they can be read to their end when nobody knows the
 * instance any more.
 *
 * @param combined empty: there is none
 * @param dateFormat empty: no date; in JSON: ISO 8601, UTC
 */
record Recipe(
    String app,
    int id,
    String out,
    String error,
    String combined,
    LogType type,
    String dateFormat,
    Optional<RunAs> user) {
  private static final String ISO = "YYYY-MM-DDTHH:mm:ss.SSS[Z]";

  static Recipe of(String app, int id, LogFiles files, Optional<RunAs> user) {
    LogPolicy policy = files.policy();
    return new Recipe(
        app,
        id,
        files.out(),
        files.error(),
        files.combined(),
        policy.type(),
        policy.dateFormat(),
        user);
  }

  /** The logs that this stream goes to; none: it is thrown away. */
  Set<String> logs(Stream stream) {
    Set<String> logs = new LinkedHashSet<>();
    String own = stream == Stream.OUT ? out : error;
    if (!own.equals(LogFiles.NOWHERE)) {
      logs.add(own);
    }
    if (!combined.isEmpty()) {
      logs.add(combined);
    }
    return logs;
  }

  LineFormat format(Stream stream) {
    if (type == LogType.JSON) {
      DateFormat date =
          dateFormat.isEmpty()
              ? new DateFormat(ISO, ZoneOffset.UTC)
              : new DateFormat(dateFormat, ZoneId.systemDefault());
      return new JsonLines(date, stream.type(), id, app);
    }
    return dateFormat.isEmpty()
        ? new RawLines()
        : new DatedLines(new DateFormat(dateFormat, ZoneId.systemDefault()));
  }

  byte[] text() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("app", app);
    tree.put("id", (long) id);
    tree.put("out", out);
    tree.put("error", error);
    tree.put("combined", combined);
    tree.put("type", type.word());
    tree.put("date_format", dateFormat);
    user.ifPresent(
        it -> {
          tree.put("uid", (long) it.uid());
          tree.put("gid", (long) it.gid());
          List<Object> groups = new ArrayList<>();
          it.groups().forEach(group -> groups.add((long) group));
          tree.put("groups", groups);
        });
    return Json.compactText(tree).getBytes(StandardCharsets.UTF_8);
  }

  /** Empty when that is none. */
  static Optional<Recipe> parse(byte[] text) {
    try {
      Map<?, ?> tree = (Map<?, ?>) Json.parse(new String(text, StandardCharsets.UTF_8));
      return Optional.of(
          new Recipe(
              (String) tree.get("app"),
              ((Long) tree.get("id")).intValue(),
              (String) tree.get("out"),
              (String) tree.get("error"),
              (String) tree.get("combined"),
              LogType.parse((String) tree.get("type")).orElseThrow(),
              (String) tree.get("date_format"),
              user(tree)));
    } catch (RuntimeException e) {
      return Optional.empty(); // half written when the machine went down
    }
  }

  private static Optional<RunAs> user(Map<?, ?> tree) {
    if (tree.get("uid") == null) {
      return Optional.empty();
    }
    List<Integer> groups =
        ((List<?>) tree.get("groups")).stream().map(group -> ((Long) group).intValue()).toList();
    int uid = ((Long) tree.get("uid")).intValue();
    return Optional.of(new RunAs(uid, ((Long) tree.get("gid")).intValue(), groups, ""));
  }
}
