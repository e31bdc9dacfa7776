package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryMaskTest {
  private static Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", "a-token=x");
    entry.put("args", List.of("--token", "abc", "--port", "80"));
    entry.put("env_production", Map.of("DB_PASSWORD", "abc", "PORT", 80L));
    entry.put("api_key", "abc");
    entry.put("autorestart", true);
    entry.put("health", Map.of("exec", List.of("probe", "--password", "abc")));
    entry.put("env", Map.of("API_KEY", "abc", "URL", "redis://:abc@h", "HOME", "/root"));
    return entry;
  }

  @Test
  void hidesWhatLooksLikeASecretAndKeepsTheShape() {
    Map<String, Object> entry = entry();
    EntryMask.of(entry()).apply(entry);
    Map<String, Object> expected = entry();
    expected.put("args", List.of("--token", Secrets.MASK, "--port", "80"));
    expected.put("env_production", Map.of("DB_PASSWORD", Secrets.MASK, "PORT", 80L));
    expected.put("api_key", Secrets.MASK);
    expected.put("health", Map.of("exec", List.of("probe", "--password", Secrets.MASK)));
    expected.put(
        "env",
        Map.of("API_KEY", Secrets.MASK, "URL", "redis://:" + Secrets.MASK + "@h", "HOME", "/root"));
    assertEquals(expected, entry);
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(entry.keySet()));
  }

  @Test
  void hasNothingToSayOfAnAppWithoutSecrets() {
    Map<String, Object> plain = new LinkedHashMap<>(Map.of("name", "web", "args", List.of("x")));
    assertEquals(new EntryMask(Map.of(), Map.of()), EntryMask.of(plain));
  }
}
