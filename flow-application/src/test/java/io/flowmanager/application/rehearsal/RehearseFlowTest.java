package io.flowmanager.application.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.application.json.Json;
import io.flowmanager.application.rehearsal.RehearseFlow.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearseFlowTest {
  private static final Json FLOW =
      Json.of(
          """
          {"actions": [{"type": "talk", "option": {"text": "Press 1."}},
                       {"type": "digits_receive", "option": {"duration": 5000, "length": 1}},
                       {"type": "hangup"},
                       {"type": "beep"}]}
          """);

  private static Report rehearse(String scenarios) {
    return RehearseFlow.rehearse(FLOW, Map.of("desk.json", Json.of(scenarios)));
  }

  @Test
  void passesWhereAllIsAsExpected() {
    Report report =
        rehearse(
            """
            [{"name": "dials", "caller": [{"dials": "1"}],
              "expect": {"path": ["talk", "digits_receive", "hangup"], "end": "hung_up"}}]
            """);

    assertThat(report.passed()).isTrue();
    assertThat(report.text())
        .isEqualTo(
            """
            desk.json
              as expected  dials

            1 of 1 scenarios came out as expected; 3 of 4 actions were reached
              never #4 beep\
            """);
  }

  @Test
  void showsWhatIsDifferent() {
    Report report =
        rehearse(
            """
            [{"name": "dials", "caller": [{"dials": "1"}, {"dials": "2"}],
              "expect": {"path": ["talk", "beep"]}},
             {"name": "is silent", "expect": {"end": "hung_up"}}]
            """);

    assertThat(report.passed()).isFalse();
    assertThat(report.text())
        .isEqualTo(
            """
            desk.json
              DIFFERENT    dials
                  Expected another path:
                          expected      was
                       1  talk          #1 talk “Press 1.”
                    >  2  beep          #2 digits receive 1 digit, waits 5 s
                    *  3  –             #3 hangup
                  Expected a chance for the caller to do this, but there was none: dials 2
                  What happened:
                       0 s  #1 talk “Press 1.”
                                → #2 digits receive
                    0.56 s  #2 digits receive 1 digit, waits 5 s
                                caller dials 1
                                → #3 hangup
                    1.06 s  #3 hangup
                  after 1.06 s the flow hangs up
                  the caller had no chance for this: dials 2
              as expected  is silent

            1 of 2 scenarios came out as expected; 3 of 4 actions were reached
              never #4 beep\
            """);
  }

  @Test
  void doesWhatTheGuideSays() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "rehearsing.md"));
    String readme = Files.readString(Path.of("..", "README.md"));

    Report report =
        RehearseFlow.rehearse(
            Json.of(block("json", readme)),
            Map.of("front-desk.scenarios.json", Json.of(block("json", guide))));

    assertThat(report.text() + "\n").isEqualTo(block("text", guide));
    assertThat(report.passed()).isTrue();
  }

  /** The first block of a language in a page. */
  private static String block(String language, String page) {
    String opening = "```" + language + "\n";
    int start = page.indexOf(opening) + opening.length();
    return page.substring(start, page.indexOf("```", start));
  }

  @Test
  void doesNotPassWithoutAScenario() {
    assertThat(rehearse("[]").passed()).isFalse();
    assertThat(RehearseFlow.rehearse(FLOW, Map.of()).passed()).isFalse();
  }

  @Test
  void namesTheFileThatItCannotRead() {
    assertThatThrownBy(() -> rehearse("[{}]"))
        .hasMessageStartingWith("desk.json: Expected scenarios[0]");
  }
}
