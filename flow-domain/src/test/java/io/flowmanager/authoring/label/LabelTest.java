package io.flowmanager.authoring.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.ActionType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelTest {
  private static String detail(String type, String options) {
    return Label.of(ActionCatalog.standard(), Examples.action(type, options)).detail();
  }

  static Stream<String> types() {
    return ActionCatalog.standard().types().stream().map(ActionType::name);
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeHasWordsAndNoneOfThemIsAnId(String type) {
    Label label = Label.of(ActionCatalog.standard(), Examples.ofType(type));

    assertThat(label.title()).isEqualTo(type.replace('_', ' '));
    assertThat(label.toString()).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          talk                  | {'text': 'Good  day.'}                                  | “Good day.”
          talk                  | {'text': 5}                                             | ``
          play                  | {'stream_urls': ['https://a.example/b/c.wav?d=e']}      | c.wav
          sleep                 | {'duration': 2500}                                      | 2.5 s
          digits_receive        | {'length': 4, 'key': '#*', 'duration': 90000}           | up to 4 digits, until # or *, waits 1 min 30 s
          digits_receive        | {}                                                      | ``
          branch                | {}                                                      | by the digits dialled
          branch                | {'variable': 'team'}                                    | by team
          variable_set          | {'key': 'a', 'value': '${voipbin.call.digits}'}         | a = “the digits dialled”
          connect               | {'destinations': [{'target': '+1'}, {'target_name': 'Bob'}]} | +1, Bob
          queue_join            | {'queue_id': '90e00000-0000-4000-8000-000000000000'}    | ``
          condition_variable    | {'condition': '==', 'variable': '${voipbin.call.digits}', 'value_type': 'string', 'value_string': '1'} | the digits dialled are “1”
          condition_variable    | {'condition': '!=', 'variable': '${a}', 'value_type': 'string'} | ${a} is not empty
          condition_variable    | {'condition': '<', 'variable': '${a}', 'value_type': 'number', 'value_number': 2.50} | ${a} is less than 2.5
          condition_variable    | {'condition': '==', 'variable': '${a}', 'value_type': 'number', 'value_number': 1e999999999} | ${a} is 1E+999999999
          condition_variable    | {'condition': '>', 'variable': 'ab', 'value_type': 'length', 'value_length': 2} | length of “ab” is more than 2
          condition_variable    | {'condition': '~', 'variable': 'ab', 'value_type': 'string'} | “ab” is ? empty
          condition_datetime    | {'condition': '>=', 'hour': 17, 'weekdays': [0, 6]}     | on Sun, Sat, hour is at most 17 (UTC)
          condition_datetime    | {'condition': '==', 'month': 12, 'day': 24, 'minute': 0} | month is December, day is 24, minute is 0 (UTC)
          condition_datetime    | {'condition': '=='}                                     | at any time
          condition_call_digits | {'length': 2, 'key': '#'}                               | at least 2 digits were dialled or # was dialled
          condition_call_digits | {}                                                      | never
          condition_call_status | {'status': 'ringing'}                                   | the call is ringing
          """)
  void saysWhatTellsMost(String type, String options, String words) {
    assertThat(detail(type, options)).isEqualTo(words);
  }

  @Test
  void isShortEnoughForAGlance() {
    String detail = detail("talk", "{'text': '%s'}".formatted("word ".repeat(100)));

    assertThat(detail.length()).isLessThanOrEqualTo(Label.DETAIL_MAX);
    assertThat(detail).startsWith("“word word").endsWith("…”");
  }
}
