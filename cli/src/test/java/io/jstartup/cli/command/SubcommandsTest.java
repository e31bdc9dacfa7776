package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class SubcommandsTest {
  @Test
  void aFrequentCommandIsTheOneThatDeclaresTheName() {
    Map<String, Class<?>> declared = new HashMap<>();
    for (Class<?> type : Subcommands.ALL) {
      for (String name : names(type)) {
        declared.put(name, type);
      }
    }
    HashSet<Class<?>> frequent = new HashSet<>();
    declared.forEach(
        (name, type) ->
            Subcommands.frequent(name)
                .ifPresent(
                    found -> {
                      assertEquals(type, found, name);
                      frequent.add(found);
                    }));
    assertTrue(frequent.size() > 10, frequent.toString());
  }

  @Test
  void everyNameOfAFrequentCommandIsFrequent() {
    for (Class<?> type : Subcommands.ALL) {
      List<String> names = names(type);
      if (Subcommands.frequent(names.get(0)).isPresent()) {
        names.forEach(name -> assertEquals(Optional.of(type), Subcommands.frequent(name), name));
      }
    }
  }

  private static List<String> names(Class<?> type) {
    Command command = type.getAnnotation(Command.class);
    List<String> names = new ArrayList<>(List.of(command.name()));
    names.addAll(List.of(command.aliases()));
    return names;
  }
}
