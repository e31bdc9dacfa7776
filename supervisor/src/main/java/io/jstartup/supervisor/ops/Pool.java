package io.jstartup.supervisor.ops;

import io.jstartup.model.AppSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Apps of one user have nearly the same environment: keeps each text of it once. */
final class Pool {
  private static final int MOST = 4096;

  private final Map<String, String> texts = new HashMap<>();

  AppSpec shared(AppSpec app) {
    Map<String, String> env = new LinkedHashMap<>();
    app.launch().env().forEach((name, value) -> env.put(one(name), one(value)));
    return app.withLaunch(app.launch().withEnv(env));
  }

  private String one(String text) {
    if (texts.size() > MOST) {
      texts.clear();
    }
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
