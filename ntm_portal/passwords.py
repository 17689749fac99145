"""What a password must be, said in Vietnamese; the rules themselves are Django's."""

from django.contrib.auth import password_validation as rules


class LongEnough(rules.MinimumLengthValidator):
    def get_error_message(self):
        return f"Mật khẩu quá ngắn. Cần ít nhất {self.min_length} ký tự."

    def get_help_text(self):
        return f"Ít nhất {self.min_length} ký tự; một câu ngắn dễ nhớ là tốt nhất."


class NotCommon(rules.CommonPasswordValidator):
    def get_error_message(self):
        return "Mật khẩu này quá phổ biến, dễ bị đoán. Chọn mật khẩu khác."

    def get_help_text(self):
        return "Không dùng mật khẩu phổ biến."


class NotOneself(rules.UserAttributeSimilarityValidator):
    def get_error_message(self):
        return "Mật khẩu quá giống %(verbose_name)s. Chọn mật khẩu khác."

    def get_help_text(self):
        return "Không giống tên đăng nhập hoặc họ tên."


class NotOnlyDigits(rules.NumericPasswordValidator):
    def get_error_message(self):
        return "Mật khẩu không được chỉ gồm chữ số. Thêm chữ cái."

    def get_help_text(self):
        return "Không chỉ gồm chữ số."
