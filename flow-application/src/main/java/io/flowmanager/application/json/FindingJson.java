package io.flowmanager.application.json;

import io.flowmanager.authoring.check.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finding: {@code {"code", "severity", "pointer", "action_id", "message", "hint"}}, all texts.
 */
public final class FindingJson {
  private FindingJson() {}

  /** Its members, in order. */
  public static Map<String, String> members(Finding finding) {
    var members = new LinkedHashMap<String, String>();
    members.put("code", finding.code().name());
    members.put("severity", finding.severity().name());
    members.put("pointer", finding.pointer());
    members.put("action_id", finding.action().toString());
    members.put("message", finding.message());
    members.put("hint", finding.hint());
    return members;
  }

  /** The outcome of a check: {@code {"valid", "findings"}}. */
  public static Json writeVerdict(boolean valid, List<Finding> findings) {
    var json = new JsonWriter();
    json.beginObject();
    json.name("valid").flag(valid);
    json.name("findings").beginList();
    findings.forEach(finding -> writeTexts(json, members(finding)));
    return json.endList().endObject().done();
  }

  static void writeTexts(JsonWriter json, Map<String, String> texts) {
    json.beginObject();
    texts.forEach((name, text) -> json.name(name).text(text));
    json.endObject();
  }
}
