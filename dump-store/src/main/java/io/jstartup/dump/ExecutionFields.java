package io.jstartup.dump;

import io.jstartup.model.exec.EnvironmentFilter;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.exec.RunAs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The fields of an entry that say how its process differs from the supervisor. {@code uid}, {@code gid}, {@code username} and {@code
 * filter_env} are PM2's; {@code username} counts beside a {@code uid} only, as PM2 notes the caller's name there. The others are our
 * own, so a variable that PM2 repeats at the top level under such a name is not meant for us.
 */
final class ExecutionFields {
  private static final String UMASK = "umask";
  private static final String NICE = "nice";
  private static final String LIMITS = "limits";
  private static final String OWN_ENV = "own_env";

  private ExecutionFields() {}

  static void put(Map<String, Object> entry, Execution execution) {
    execution.runAs().ifPresent(user -> putUser(entry, user));
    execution.umask().ifPresent(mask -> entry.put(UMASK, String.format("%03o", mask)));
    execution.nice().ifPresent(nice -> entry.put(NICE, (long) nice));
    if (!execution.limits().isEmpty()) {
      Map<String, Object> limits = new LinkedHashMap<>();
      execution.limits().forEach((what, limit) -> limits.put(what.word(), limit.toString()));
      entry.put(LIMITS, limits);
    }
    EnvironmentFilter filter = execution.environment().filter();
    if (!filter.equals(EnvironmentFilter.NONE)) {
      entry.put("filter_env", filter.all() ? true : new ArrayList<Object>(filter.parts()));
    }
    if (!execution.environment().own().isEmpty()) {
      entry.put(OWN_ENV, new ArrayList<Object>(execution.environment().own()));
    }
  }

  private static void putUser(Map<String, Object> entry, RunAs user) {
    entry.put("uid", (long) user.uid());
    entry.put("gid", (long) user.gid());
    List<Object> groups = new ArrayList<>();
    user.groups().forEach(group -> groups.add((long) group));
    entry.put("groups", groups);
    if (!user.user().isEmpty()) {
      entry.put("username", user.user());
    }
  }

  static Execution read(Fields fields) {
    return new Execution(
        runAs(fields),
        fields.ours(UMASK) ? umask(fields) : Optional.empty(),
        fields.ours(NICE) ? nice(fields) : Optional.empty(),
        fields.ours(LIMITS) ? limits(fields) : Map.of(),
        new EnvironmentRule(
            filter(fields),
            fields.ours(OWN_ENV) ? new LinkedHashSet<>(fields.words(OWN_ENV)) : new TreeSet<>()));
  }

  private static Optional<RunAs> runAs(Fields fields) {
    Object given = fields.value("uid");
    if (given == null || given.equals("")) {
      return Optional.empty();
    }
    int uid = (int) fields.number("uid", 0, 0, Integer.MAX_VALUE);
    int gid = (int) fields.number("gid", uid, 0, Integer.MAX_VALUE);
    List<Integer> groups = new ArrayList<>(new TreeSet<>(fields.integers("groups")));
    return Optional.of(new RunAs(uid, gid, groups, fields.text("username", "")));
  }

  private static Optional<Integer> umask(Fields fields) {
    Optional<Integer> mask = Umask.parse(fields.text(UMASK));
    if (mask.isEmpty()) {
      fields.reject(UMASK, "is not " + Umask.FORM);
    }
    return mask;
  }

  private static Optional<Integer> nice(Fields fields) {
    return Optional.of((int) fields.number(NICE, 0, Execution.LOWEST_NICE, Execution.HIGHEST_NICE));
  }

  private static Map<Resource, Limit> limits(Fields fields) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    for (Map.Entry<String, String> field : fields.variables(LIMITS).entrySet()) {
      Optional<Resource> resource = Resource.named(field.getKey());
      Optional<Limit> limit = Limit.parse(field.getValue());
      if (resource.isEmpty() || limit.isEmpty()) {
        fields.reject(LIMITS, "has an unknown resource or limit, '" + field.getKey() + "'");
      } else {
        limits.put(resource.get(), limit.get());
      }
    }
    return limits;
  }

  private static EnvironmentFilter filter(Fields fields) {
    Object given = fields.value("filter_env");
    if (given instanceof Boolean all) {
      return new EnvironmentFilter(all, List.of());
    }
    boolean one = given instanceof String text && !text.isEmpty();
    List<String> parts = one ? List.of((String) given) : fields.words("filter_env");
    return parts.isEmpty() ? EnvironmentFilter.NONE : new EnvironmentFilter(false, parts);
  }
}
