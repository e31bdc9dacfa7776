package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The property lists and manifests, usual and hostile, as an XML parser reads them. */
final class HookXmlTest {
  /** launchd.plist(5): what we use, and the types that it may have. */
  private static final Map<String, List<String>> LAUNCHD_KEYS =
      Map.of(
          "LimitLoadToSessionType", List.of("string", "array"),
          "Label", List.of("string"),
          "UserName", List.of("string"),
          "InitGroups", List.of("true", "false"),
          "ProgramArguments", List.of("array"),
          "WorkingDirectory", List.of("string"),
          "RunAtLoad", List.of("true", "false"),
          "KeepAlive", List.of("true", "false", "dict"),
          "ExitTimeOut", List.of("integer"),
          "ProcessType", List.of("string"));

  @TempDir Path machine;

  private List<Element> roots(String ending) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    List<Element> roots = new ArrayList<>();
    for (RenderedFile file : HookGoldenTest.scripts(machine).toList()) {
      if (file.path().toString().endsWith(ending)) {
        roots.add(
            factory
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(file.content()))
                .getDocumentElement());
      }
    }
    assertEquals(ending.equals(".plist") ? 4 : 2, roots.size()); // a daemon's and an agent's
    return roots;
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  @Test
  void everyKeyOfAPropertyListHasAValueOfItsType() throws Exception {
    for (Element plist : roots(".plist")) {
      List<Element> entries = children(children(plist).get(0));
      for (int i = 0; i < entries.size(); i += 2) {
        assertEquals("key", entries.get(i).getTagName());
        String key = entries.get(i).getTextContent();
        assertTrue(LAUNCHD_KEYS.containsKey(key), key);
        assertTrue(LAUNCHD_KEYS.get(key).contains(entries.get(i + 1).getTagName()), key);
      }
    }
  }

  @Test
  void aLabelIsTheFilesName() throws Exception {
    String label = children(children(roots(".plist").get(0)).get(0)).get(1).getTextContent();
    assertEquals("io.jstartup.jstartup-www", label);
  }

  @Test
  void theManifestsMethodsRunAsTheUser() throws Exception {
    List<Element> manifests = roots(".xml");
    Element credential =
        (Element) manifests.get(1).getElementsByTagName("method_credential").item(0);
    assertEquals("w\u00e9b-1.x", credential.getAttribute("user"));
    assertEquals(2, manifests.get(1).getElementsByTagName("exec_method").getLength());
  }
}
