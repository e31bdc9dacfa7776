package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** SMF's manifests, usual and hostile, against a grammar written after the manual; there is no SMF here to read them. */
final class ManifestTest {
  @TempDir Path machine;

  private List<String> manifests() throws Exception {
    List<String> texts =
        HookGoldenTest.scripts(machine)
            .filter(file -> file.path().startsWith("/lib/svc/manifest"))
            .map(RenderedFile::text)
            .toList();
    assertEquals(3, texts.size());
    return texts;
  }

  private static Document read(String manifest) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setValidating(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver((id, location) -> grammar(location));
    builder.setErrorHandler(
        new DefaultHandler() {
          @Override
          public void error(SAXParseException e) throws SAXException {
            throw e;
          }
        });
    return builder.parse(new InputSource(new StringReader(manifest)));
  }

  private static InputSource grammar(String location) {
    assertTrue(location.endsWith("/usr/share/lib/xml/dtd/service_bundle.dtd.1"), location);
    InputStream in = ManifestTest.class.getResourceAsStream("/smf/service_bundle.dtd");
    return new InputSource(in);
  }

  @Test
  void areWhatTheGrammarSays() throws Exception {
    for (String manifest : manifests()) {
      read(manifest);
    }
  }

  @Test
  void whatTheGrammarDoesNotSayIsFound() throws Exception {
    String good = manifests().get(0);
    for (String bad :
        List.of(
            good.replace("<single_instance/>", "<single/>"),
            good.replace("restart_on=\"none\"", "restart_on=\"never\""),
            good.replace("timeout_seconds=\"0\"", ""),
            good.replace("<stability value=\"Unstable\"/>", "<stability/>"))) {
      assertThrows(SAXException.class, () -> read(bad), bad);
    }
  }

  @Test
  void theStartMethodIsSupervisedAndTheStopKnowsItsContract() throws Exception {
    for (String manifest : manifests()) {
      Document document = read(manifest);
      assertEquals("child", property(document, "duration"));
      NodeList methods = document.getElementsByTagName("exec_method");
      assertEquals(
          "0", attribute(methods, 0, "timeout_seconds"), "it runs until it is told to end");
      assertTrue(attribute(methods, 1, "exec").endsWith(" %{restarter/contract}"));
    }
  }

  @Test
  void theMethodsRunAsTheUser() throws Exception {
    NodeList credentials = read(manifests().get(1)).getElementsByTagName("method_credential");
    assertEquals("w\u00e9b-1.x", attribute(credentials, 0, "user"));
  }

  /** smf(7): letters, digits, dashes and underscores, a letter first; what an app or a user is called may be anything. */
  @Test
  void namesAreWhatAnFmriMayHave() throws Exception {
    for (String manifest : manifests()) {
      String name = attribute(read(manifest).getElementsByTagName("service"), 0, "name");
      assertTrue(name.matches("application/[A-Za-z][A-Za-z0-9_-]*"), name);
    }
  }

  @Test
  void allTimesAreWholeSeconds() throws Exception {
    for (String manifest : manifests()) {
      NodeList methods = read(manifest).getElementsByTagName("exec_method");
      for (int i = 0; i < methods.getLength(); i++) {
        assertTrue(attribute(methods, i, "timeout_seconds").matches("\\d{1,9}"));
      }
    }
  }

  private static String property(Document document, String name) {
    NodeList properties = document.getElementsByTagName("propval");
    for (int i = 0; i < properties.getLength(); i++) {
      if (attribute(properties, i, "name").equals(name)) {
        return attribute(properties, i, "value");
      }
    }
    throw new AssertionError("no property " + name);
  }

  private static String attribute(NodeList elements, int i, String name) {
    return ((Element) elements.item(i)).getAttribute(name);
  }
}
