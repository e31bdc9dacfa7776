package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** launchd's property lists, usual and hostile: against the manual's keys, and through libplist. There is no launchd here. */
final class PropertyListTest {
  private static final String TOOL = "plistutil";

  @TempDir Path folder;

  private List<RenderedFile> lists() throws Exception {
    List<RenderedFile> lists =
        HookGoldenTest.scripts(folder.resolve("machine"))
            .filter(file -> file.path().toString().endsWith(".plist"))
            .toList();
    assertTrue(lists.size() >= 2, lists.toString());
    return lists;
  }

  private static Element job(byte[] list) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element root =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(list)).getDocumentElement();
    return LaunchdKeys.children(root).get(0);
  }

  private static Map<String, String> values(byte[] list) throws Exception {
    Map<String, String> texts = new TreeMap<>();
    LaunchdKeys.check(job(list))
        .forEach(
            (key, value) -> texts.put(key, value.getTagName() + value.getTextContent().strip()));
    return texts;
  }

  @Test
  void everyKeyIsOneOfTheManualsAndHasItsType() throws Exception {
    for (RenderedFile list : lists()) {
      Map<String, Element> job = LaunchdKeys.check(job(list.content()));
      String label = job.get("Label").getTextContent();
      assertEquals(label + ".plist", list.path().getFileName().toString());
    }
  }

  @Test
  void anUnknownKeyAndAWrongTypeAreFound() throws Exception {
    String good = lists().get(0).text();
    for (String bad :
        List.of(
            good.replace("RunAtLoad", "RunOnLoad"),
            good.replace("SuccessfulExit", "SuccessfullExit"),
            good.replaceAll("<integer>\\d+</integer>", "<string>20</string>"),
            good.replace("Interactive", "Server"))) {
      Element job = job(bad.getBytes(StandardCharsets.UTF_8));
      assertThrows(AssertionError.class, () -> LaunchdKeys.check(job), bad);
    }
  }

  @Test
  void aReaderOfPropertyListsFindsEveryValueWhole() throws Exception {
    assumeTrue(
        installed() || "true".equals(System.getenv("CI")), TOOL + " (libplist) is not installed");
    for (RenderedFile list : lists()) {
      Path xml = Files.write(folder.resolve("list.xml"), list.content());
      Path binary = folder.resolve("list.bin");
      Path again = folder.resolve("again.xml");
      convert("bin", xml, binary);
      assertTrue(Files.readString(binary, StandardCharsets.ISO_8859_1).startsWith("bplist00"));
      convert("xml", binary, again);
      assertEquals(values(list.content()), values(Files.readAllBytes(again)));
    }
  }

  private static boolean installed() {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(path -> Files.isExecutable(Path.of(path, TOOL)));
  }

  private static void convert(String format, Path from, Path to) throws Exception {
    Process process =
        new ProcessBuilder(TOOL, "-f", format, "-i", from.toString(), "-o", to.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
