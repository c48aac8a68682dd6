package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.variable.Placeholders;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.StringLength;

class FilledInJsonTest {
  private static final String TEMPLATE =
      "{\"a\": [\"Hello \\\"${it}\\\"\", -1.5e3, null, {}], \"b\": \"${it}${it}\"}";

  @Property(tries = 500)
  @Tag("difference-39")
  void staysJsonWhateverIsFilledIntoItsStrings(@ForAll @StringLength(max = 50) String text) {
    // Halves of surrogate pairs are no text: no variable has one.
    String value = text.chars().anyMatch(sign -> Character.isSurrogate((char) sign)) ? "" : text;

    Options filled =
        Placeholders.fillIn(Options.NONE.with("data", TEMPLATE), name -> value, Set.of("data"));

    Members members = (Members) ValueJson.read(Json.of(filled.text("data")));
    assertThat(members.values()).containsEntry("b", new Text(value + value));
    assertThat(new Options(members).items("a")).contains(new Text("Hello \"" + value + "\""));
  }
}
