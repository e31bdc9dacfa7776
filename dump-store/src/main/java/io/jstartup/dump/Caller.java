package io.jstartup.dump;

import io.jstartup.model.HomeLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one who asks for an app, as far as the app depends on it.
 *
 * @param cwd absolute; relative paths start here
 * @param environment its variables as {@link io.jstartup.model.OsText}, in order
 * @param home where logs and pid files go
 * @param cpus what {@code instances: max} stands for
 */
public record Caller(String cwd, Map<String, String> environment, HomeLayout home, int cpus) {
  public Caller {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** The folders in which its commands are found. */
  public String path() {
    return environment.getOrDefault("PATH", Programs.USUAL_PATH);
  }
}
