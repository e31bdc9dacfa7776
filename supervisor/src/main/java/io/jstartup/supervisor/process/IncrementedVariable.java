package io.jstartup.supervisor.process;

import io.jstartup.model.AppSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code increment_var}: the variable whose number is one higher in each instance, such as {@code PORT}. It is put into the instance's
 * own environment once, when the instance is listed or gets another environment; from then on it is saved as it is, as PM2 does.
 */
public final class IncrementedVariable {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,17}");

  private IncrementedVariable() {}

  /** The app with that variable so much higher; a variable that holds no whole number counts as 0. */
  public static AppSpec raised(AppSpec app, int by) {
    String name = app.incrementVar();
    if (name.isEmpty()) {
      return app;
    }
    Map<String, String> env = new LinkedHashMap<>(app.launch().env());
    String value = env.getOrDefault(name, "").trim();
    long number = NUMBER.matcher(value).matches() ? Long.parseLong(value) : 0;
    env.put(name, Long.toString(number + by));
    return app.withLaunch(app.launch().withEnv(env));
  }
}
