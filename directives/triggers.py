"""What the database itself keeps: what was done is only added and confirmed by somebody else; and which tables'
readings are kept in memory, because they change a few times a day at most."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

OWN_WORD = """EXISTS (SELECT 1 FROM directives_fulfilment f
  WHERE f.id = NEW.fulfilment_id AND f.recorded_by_id = NEW.confirmed_by_id)"""
# A line that withdraws names a line of the same task and place that withdraws nothing itself.
OTHER_LINE = """NEW.withdraws_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM directives_fulfilment f
  WHERE f.id = NEW.withdraws_id AND f.withdraws_id IS NULL AND f.obligation_id = NEW.obligation_id
  AND COALESCE(f.unit_id, 0) = COALESCE(NEW.unit_id, 0) AND COALESCE(f.body_id, 0) = COALESCE(NEW.body_id, 0))"""

TRIGGERS = [
    *append_only("directives_fulfilment", "Kết quả thực hiện", sample_column=True),
    *append_only("directives_fulfilmentproof", "Minh chứng của kết quả", sample_column=True),
    *append_only("directives_fulfilmentconfirmation", "Xác nhận kết quả", sample_column=True),
    Trigger(
        "directives_fulfilmentconfirmation_by_another",
        "directives_fulfilmentconfirmation",
        "INSERT",
        "Không ai xác nhận kết quả do chính mình ghi.",
        OWN_WORD,
    ),
    Trigger(
        "directives_fulfilment_same_line",
        "directives_fulfilment",
        "INSERT",
        "Dòng rút phải nêu đúng kết quả đã ghi của nhiệm vụ và đơn vị.",
        OTHER_LINE,
    ),
    *changes_rarely(
        "directives_directive",
        "directives_directive_cites",
        "directives_obligation",
        "directives_obligation_units",
        "directives_obligation_bodies",
        "directives_obligation_answering_bodies",
        "directives_fulfilment",
        "directives_fulfilmentconfirmation",
        "directives_extensionrequest",
        "directives_partybody",
        "directives_dissemination",
    ),
]
