package io.jstartup.platforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Against a parser of XML. */
final class XmlSyntaxTest {
  private static String read(String content) throws Exception {
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    parser.setErrorHandler(new DefaultHandler()); // prints nothing
    return parser
        .parse(new InputSource(new StringReader("<a>" + content + "</a>")))
        .getDocumentElement()
        .getTextContent();
  }

  @Test
  void whatAParserRefusesIsRefusedAndTheRestIsReadAsItself() throws Exception {
    XmlSyntax syntax = new XmlSyntax();
    for (int point : new int[] {0xFFFE, 0xFFFF}) {
      String text = "/home/" + Character.toString(point);
      assertThrows(SAXException.class, () -> read(text));
      assertThrows(IllegalArgumentException.class, () -> syntax.value(text));
    }
    for (int point : new int[] {'<', '&', '"', 0xFFFD, 0xFDD0, 0x1FFFE, 0x10FFFF}) {
      String text = "/home/" + Character.toString(point);
      assertEquals(text, read(syntax.value(text)));
    }
  }
}
