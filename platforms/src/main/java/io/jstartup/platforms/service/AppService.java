package io.jstartup.platforms.service;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One saved instance as a service.
 *
 * @param service the service's name in the init system
 * @param app the app's name
 * @param number the instance's number
 * @param starts whether it is started with its group
 * @param fields what became of its settings
 * @param runner why {@code jstartup exec} runs it, and what that costs; empty: the init system runs it itself
 */
public record AppService(
    String service,
    String app,
    int number,
    boolean starts,
    List<MappedField> fields,
    String runner) {
  public AppService {
    fields = List.copyOf(fields);
  }

  /** One that the init system runs itself. */
  public AppService(
      String service, String app, int number, boolean starts, List<MappedField> fields) {
    this(service, app, number, starts, fields, "");
  }

  /** The same with these in place of what it says of the same settings. */
  public AppService with(Collection<MappedField> others) {
    Map<String, MappedField> byName =
        others.stream().collect(Collectors.toMap(MappedField::field, Function.identity()));
    List<MappedField> all =
        fields.stream().map(field -> byName.getOrDefault(field.field(), field)).toList();
    return new AppService(service, app, number, starts, all, runner);
  }
}
