-- Every unit as printed against every unit that a metric is kept in.
-- metric_unit is empty text for growth in percent, and where a metric is kept in no unit.
with forms as (

    select * from {{ ref('stg_unit_forms') }}

),

equivalents as (

    select * from {{ ref('stg_equivalent_units') }}

),

kept_units as (

    select unit from {{ ref('stg_metrics') }}
    union
    select unit from {{ ref('int_uncatalogued_metric') }}

),

metric_units as (

    select
        kept_units.unit as metric_unit,
        units.dimension,
        units.base_unit,
        units.factor
    from kept_units
    inner join forms as units on kept_units.unit = units.unit_text

),

without_metric_unit as (

    select
        unit_text,
        '' as metric_unit,
        case when dimension = 'percentage_point' then {{ points_unit() }} else base_unit end as unit_canonical,
        factor,
        dimension = 'percentage_point' as is_points,
        cast(null as boolean) as is_compatible
    from forms

),

with_metric_unit as (

    select
        forms.unit_text,
        metric_units.metric_unit,
        forms.base_unit,
        forms.factor,
        forms.dimension = 'percentage_point' as is_points,
        metric_units.factor as metric_factor,
        metric_units.dimension = 'ratio' and metric_units.base_unit = '%' as metric_is_share,
        forms.base_unit = metric_units.base_unit as is_convertible,
        equivalents.unit is not null as is_equivalent
    from forms
    cross join metric_units
    left join equivalents
        on forms.base_unit = equivalents.unit
        and metric_units.base_unit = equivalents.metric_unit

),

converted as (

    select
        unit_text,
        metric_unit,
        case
            when is_points then {{ points_unit() }}
            when is_convertible or is_equivalent then metric_unit
            else base_unit
        end as unit_canonical,
        case
            when is_convertible and factor = metric_factor then 1
            when is_convertible then round(factor / metric_factor, 15)
            when is_equivalent then 1
            else factor
        end as factor,
        is_points,
        case
            when is_points then metric_is_share
            else is_convertible or is_equivalent
        end as is_compatible
    from with_metric_unit

),

final as (

    select * from without_metric_unit
    union all
    select * from converted

)

select
    unit_text,
    metric_unit,
    unit_canonical,
    factor,
    is_points,
    is_compatible
from final
