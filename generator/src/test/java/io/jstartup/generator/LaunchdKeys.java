package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The keys of launchd.plist(5) with the types that their values may have, and the words of those that have only some. */
final class LaunchdKeys {
  private static final String BOOLEAN = "boolean";
  private static final String DICTIONARY = "dict";

  private static final Map<String, Set<String>> JOB =
      types(
          "string: Label UserName GroupName Program WorkingDirectory RootDirectory StandardInPath StandardOutPath StandardErrorPath"
              + " ProcessType BundleProgram POSIXSpawnType CFBundleIdentifier",
          "array: ProgramArguments WatchPaths QueueDirectories LimitLoadToHosts LimitLoadFromHosts AssociatedBundleIdentifiers",
          "boolean: Disabled EnableGlobbing EnableTransactions RunAtLoad InitGroups StartOnMount Debug WaitForDebugger LowPriorityIO"
              + " LowPriorityBackgroundIO AbandonProcessGroup LaunchOnlyOnce SessionCreate LegacyTimers MaterializeDatalessFiles",
          "integer: Umask TimeOut ExitTimeOut ThrottleInterval StartInterval Nice",
          "dict: EnvironmentVariables SoftResourceLimits HardResourceLimits MachServices Sockets LaunchEvents inetdCompatibility"
              + " LimitLoadToHardware LimitLoadFromHardware",
          "boolean dict: KeepAlive",
          "array string: LimitLoadToSessionType",
          "array dict: StartCalendarInterval");

  private static final Map<String, Map<String, Set<String>>> INSIDE =
      Map.of(
          "KeepAlive",
              types(
                  "boolean: SuccessfulExit Crashed NetworkState AfterInitialDemand",
                  "dict: PathState OtherJobEnabled"),
          "SoftResourceLimits", limits(),
          "HardResourceLimits", limits());

  private static final Map<String, Set<String>> WORDS =
      Map.of("ProcessType", Set.of("Background", "Standard", "Adaptive", "Interactive"));

  private LaunchdKeys() {}

  private static Map<String, Set<String>> limits() {
    return types(
        "integer: Core CPU Data FileSize MemoryLock NumberOfFiles NumberOfProcesses ResidentSetSize Stack");
  }

  /** From lines of {@code TYPE ...: KEY ...}. */
  private static Map<String, Set<String>> types(String... lines) {
    Map<String, Set<String>> types = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.split(": ");
      Set<String> allowed = Set.of(parts[0].split(" "));
      List.of(parts[1].split(" ")).forEach(key -> types.put(key, allowed));
    }
    return types;
  }

  /** Fails when the job has a key that launchd does not know, one twice, or a value of another type; gives its values. */
  static Map<String, Element> check(Element job) {
    Map<String, Element> values = check(job, JOB);
    assertTrue(values.containsKey("Label"), "no label");
    assertTrue(values.containsKey("Program") || values.containsKey("ProgramArguments"));
    WORDS.forEach(
        (key, words) -> {
          if (values.containsKey(key)) {
            assertTrue(words.contains(values.get(key).getTextContent()), key);
          }
        });
    return values;
  }

  private static Map<String, Element> check(Element dictionary, Map<String, Set<String>> types) {
    Map<String, Element> values = new LinkedHashMap<>();
    List<Element> entries = children(dictionary);
    assertEquals(0, entries.size() % 2, "a key without a value");
    for (int i = 0; i < entries.size(); i += 2) {
      String key = entries.get(i).getTextContent();
      Element value = entries.get(i + 1);
      assertEquals("key", entries.get(i).getTagName());
      assertTrue(types.containsKey(key), () -> "launchd knows no key '" + key + "'");
      assertTrue(types.get(key).contains(type(value)), () -> key + " is of type " + type(value));
      assertEquals(null, values.put(key, value), () -> key + " twice");
      if (INSIDE.containsKey(key) && type(value).equals(DICTIONARY)) {
        check(value, INSIDE.get(key));
      }
    }
    return values;
  }

  private static String type(Element value) {
    String tag = value.getTagName();
    return tag.equals("true") || tag.equals("false") ? BOOLEAN : tag;
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
