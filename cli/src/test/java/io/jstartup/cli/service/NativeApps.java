package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.dump.AppEntries;
import io.jstartup.dump.json.Json;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.service.ServiceWish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Apps of a user that are to be services, and what is asked for them. */
final class NativeApps {
  /** Lists of apps, and what is to come of them. */
  static final Path GOLDEN = Path.of("src/test/resources/golden/native");

  private static final Account WWW = new Account("www", 1000, 1000, Path.of("/home/www"));
  static final BootHook HOOK = hook(WWW.home());

  private NativeApps() {}

  static BootHook hook(Path home) {
    return new BootHook(
        WWW,
        home,
        home.resolve(".jstartup"),
        "jstartup-www",
        Path.of("/opt/jstartup/bin/jstartup"),
        Path.of("/usr/lib/jvm/java-17"),
        BootHook.DEFAULT_SEARCH_PATH,
        false,
        Duration.ofMillis(1600));
  }

  static ServiceWish wish(List<SavedInstance> instances) {
    return new ServiceWish(
        HOOK,
        "jstartup-www",
        instances,
        path -> path.startsWith("/var/log"),
        saved -> "",
        Set.of());
  }

  /** Where the user's own manager starts them. */
  static ServiceWish wishOfUser(List<SavedInstance> instances) {
    return new ServiceWish(
        HOOK,
        "jstartup-www",
        instances,
        path -> true,
        saved -> "",
        Set.of("LANG", "SEEN", "NOTIFY_SOCKET"));
  }

  static List<SavedInstance> instances(String name) throws IOException {
    AppEntries entries = AppEntries.read(Json.parse(Files.readAllBytes(json(name))));
    assertEquals(List.of(), entries.problems());
    return entries.instances();
  }

  /** The app that is called so, with these fields in place of its own. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  static List<SavedInstance> instances(String name, String fields) throws IOException {
    List<?> all = (List<?>) Json.parse(Files.readAllBytes(json("everything")));
    Map<String, Object> app =
        all.stream()
            .map(entry -> (Map<String, Object>) entry)
            .filter(entry -> entry.get("name").equals(name))
            .findFirst()
            .orElseThrow();
    app.putAll((Map<String, Object>) Json.parse(fields.getBytes(StandardCharsets.UTF_8)));
    AppEntries entries = AppEntries.read(List.of(app));
    assertEquals(List.of(), entries.problems());
    return entries.instances();
  }

  private static Path json(String name) {
    return GOLDEN.resolve(name + ".json");
  }
}
