package io.jstartup.cli.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.generator.RenderedFile;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of services without a runner, as shells and their checker read them; what is not here is left out, but not in continuous integration. */
final class NativeScriptsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh -n",
        "dash -n",
        "bash --posix -n",
        "busybox sh -n",
        "shellcheck -s sh -e SC2016,SC2089,SC2090,SC1003"
      })
  void areReadWithoutAWord(String checker) throws IOException, InterruptedException {
    List<String> words = List.of(checker.split(" "));
    boolean here = Files.isExecutable(Path.of("/usr/bin", words.get(0)));
    assumeTrue(
        "true".equals(System.getenv("CI")) || here,
        "no '" + words.get(0) + "' on this machine; run-tests installs what it can");
    List<Path> scripts = scripts();
    assertTrue(scripts.size() > 8, scripts.toString());
    for (Path script : scripts) {
      List<String> command = new ArrayList<>(words);
      command.add(script.toString());
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      assertEquals("", new String(process.getInputStream().readAllBytes(), UTF_8));
      assertEquals(0, process.waitFor());
    }
  }

  private List<Path> scripts() throws IOException {
    List<Path> scripts = new ArrayList<>();
    for (String init : List.of("runit", "s6")) {
      for (String apps : List.of("usual", "everything")) {
        List<SavedInstance> instances = NativeApps.instances(apps);
        add(init, NativeApps.wish(instances), scripts);
        add(init, NativeNetworkTest.waiting(instances), scripts);
      }
    }
    return scripts;
  }

  private void add(String init, ServiceWish wish, List<Path> scripts) throws IOException {
    ServicePlan plan =
        InitSystems.named(init)
            .services()
            .plan(wish, NativeMachines.facts(folder.resolve("machine")), 0);
    for (RenderedFile file : NativeFiles.files(plan)) {
      if (file.text().startsWith("#!/bin/sh")) {
        Path script = folder.resolve(scripts.size() + "-" + file.path().getFileName());
        scripts.add(Files.write(script, file.content()));
      }
    }
  }
}
