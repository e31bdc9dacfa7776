package io.jstartup.cli.start;

import io.jstartup.model.exec.EnvironmentChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code start} or {@code restart} was asked for.
 *
 * @param words files, commands, process files, or what is listed already
 * @param attributes an app's attributes that options set, by their process-file names
 * @param only names to take from process files; empty: all
 * @param force starts a listed script once more
 * @param environment what becomes of the environment of what is listed; its name is for process files too
 */
public record Wish(
    List<String> words,
    Map<String, Object> attributes,
    Optional<List<String>> only,
    boolean force,
    EnvironmentChange environment) {}
