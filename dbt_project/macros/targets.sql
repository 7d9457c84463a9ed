{#-
    Whether a value meets a target; null where that cannot be said. A bound (99%以上) tells only if it lies on the right
    side of the target. 约 and 左右 allow a share of the target, and on the better side of the metric any value.
-#}
{% macro is_target_met(value, comparator, precision, target, rule, target_precision, direction) -%}
    case
        when {{ value }} is null then null
        when {{ comparator }} in ('>=', '>') and {{ rule }} in ('>=', '>') and {{ value }} >= {{ target }} then true
        when {{ comparator }} in ('<=', '<') and {{ rule }} in ('<=', '<') and {{ value }} <= {{ target }} then true
        when {{ comparator }} in ('<=', '<') and {{ rule }} in ('>=', '>') and {{ value }} < {{ target }} then false
        when {{ comparator }} in ('>=', '>') and {{ rule }} in ('<=', '<') and {{ value }} > {{ target }} then false
        when {{ comparator }} not in ('=', '~') then null
        when {{ rule }} = '>=' then {{ value }} >= {{ target }}
        when {{ rule }} = '<=' then {{ value }} <= {{ target }}
        when {{ rule }} = '>' then {{ value }} > {{ target }}
        when {{ rule }} = '<' then {{ value }} < {{ target }}
        when {{ rule }} = '~'
            then
                abs({{ value }} - {{ target }})
                <= {{ var('about_tolerance') }} * abs({{ target }}) + {{ precision }}
                or ({{ direction }} = 'higher_better' and {{ value }} > {{ target }})
                or ({{ direction }} = 'lower_better' and {{ value }} < {{ target }})
        -- no comparator, no direction, no verb: the very value is reached, any other may be better or worse
        when abs({{ value }} - {{ target }}) <= {{ precision }} + {{ target_precision }} then true
    end
{%- endmacro %}
