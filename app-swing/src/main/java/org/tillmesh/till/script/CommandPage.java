package org.tillmesh.till.script;

import java.util.List;
import org.tillmesh.retail.demo.DemoBarcodes;

/** The commands as a page of Markdown, made from their declarations. */
final class CommandPage {
    private CommandPage() {}

    static String markdown() {
        var page = new StringBuilder("| command | does | takes | answers, beside `\"ok\":true` |\n|---|---|---|---|\n");
        for (Command command : CommandTable.commands()) {
            page.append("| `")
                    .append(command.name())
                    .append("` | ")
                    .append(command.about())
                    .append(" | ");
            page.append(String.join(
                    "; ", command.fields().stream().map(CommandPage::field).toList()));
            page.append(" | ").append(String.join(", ", answer(command))).append(" |\n");
        }
        page.append("\nFixed barcodes of the demo catalogue:\n\n| stands for | code |\n|---|---|\n");
        DemoBarcodes.all().forEach((name, code) -> page.append("| ")
                .append(name)
                .append(" | `")
                .append(code)
                .append("` |\n"));
        return page.toString();
    }

    private static String field(Field field) {
        String of =
                field.choices().isEmpty() ? field.about() : field.about() + ": " + String.join("\\|", field.choices());
        return "`" + field.name() + "`" + (field.required() ? "" : "?") + " " + of;
    }

    private static List<String> answer(Command command) {
        return List.of(command.answer().getRecordComponents()).stream()
                .map(component -> "`" + component.getName() + "`")
                .toList();
    }
}
