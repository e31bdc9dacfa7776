package io.jstartup.platforms;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One file of a plan; it belongs to root.
 *
 * @param path where it goes
 * @param mode its permissions, such as {@code 0644}
 * @param template the template's name below the folder of templates: {@code systemd/hook.service.ftl}
 * @param syntax escapes every value that the template puts in
 * @param values what the template can put in: strings, booleans, lists of strings
 * @param tolerated lines that may differ without being drift
 */
public record PlannedFile(
    Path path,
    int mode,
    String template,
    Syntax syntax,
    Map<String, Object> values,
    List<Tolerance> tolerated) {}
