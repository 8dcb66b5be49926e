package org.tillmesh.reports.query;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** Why a report can't be asked for, or not be written. */
public enum ReportRefusal implements Wording {
    UNKNOWN_REPORT(named("report"), coded("reports")),
    UNKNOWN_PERIOD(named("period"), coded("periods")),
    UNKNOWN_GROUP(named("by"), coded("groups")),
    UNKNOWN_FORMAT(named("format"), coded("formats")),
    ENDS_FIRST(date("from"), date("until")),
    NOT_BEGUN(date("from")),
    NO_YEAR(date("time")),
    NO_TIME(named("text")),
    PERIOD_TWICE(coded("period")),
    DATE_AND_TIME(coded("field")),
    NOT_TAKEN(coded("report"), named("parameter"), coded("parameters")),
    NEEDS(coded("report"), coded("parameter")),
    UNKNOWN_VALUE(
            choice("what", "till", "cashier", "product", "category", "customer", "tender", "supplier", "store"), named("value")),
    NEEDS_FILE(coded("format")),
    FILE_EXISTS(coded("file")),
    FILE_NOT_WRITTEN(coded("file")),
    ONLY_JOURNAL(coded("format"), coded("report")),
    NO_CHART(coded("report")),
    NO_ACCOUNT(named("account"), coded("accounts")),
    NO_ACCOUNT_NUMBER(named("number"), coded("account")),
    TOO_MANY_ROWS(coded("rows"), coded("format"), coded("most"));

    private final List<Parameter> parameters;

    ReportRefusal(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
